import { idTime } from '../../../src/platform/id.ts'
import { codeHmac } from '../../../src/scanning/index.ts'
import type { Stage } from './stage.ts'

/** An operation that the server keeps. */
export interface StoredOperation {
  op: string
  /** The member's name. */
  member: string
  /** Ascends with the order of decisions; null where nothing was changed. */
  actionId: string | null
  answer: string
}

/** A scan of a code that was not active yet. */
export interface Remembered {
  at: number
  member: string
  code: string
  /** By which it was credited afterwards, if it was. */
  actionId: string | null
}

/** What the server says in the end: which operations it keeps, and which claims made a member. */
export interface Evidence {
  operations: StoredOperation[]
  /** By the claim's operation: whether it made the member, or was carried by the link. */
  claims: Map<string, 'scanned' | 'carried'>
  /** By id: which of a member's holds it is, as `member-1 of <action id>`. */
  holds: Map<string, { member: string; actionId: string; nth: number }>
  /** In the order in which they were made. */
  remembered: Remembered[]
  /** By the request that asked for it: what has no operation, such as a goal, or a wrong PIN that was counted. */
  deeds: Map<string, string>
  /** What time did to members' accounts, whoever it was that found them due: it stays when a refusal follows. */
  settlings: { member: string; actionId: string }[]
  /** By order and state: when it got there. */
  moves: Map<string, string>
  /** By id, the action that made it. */
  orders: Map<string, string>
  /** By the friend's name: the referrer's action, and how it ended. */
  friends: Map<string, { actionId: string | null; state: string }>
  /** An operation of which more than one claim is kept. */
  claimedTwice: string | undefined
  nameOf(memberId: string): string
}

export async function readEvidence(stage: Stage): Promise<Evidence> {
  const { theatre, brand } = stage
  const rows = async <R extends object>(text: string) => (await theatre.admin.query<R>(text, [brand.id])).rows
  const members = await rows<{ id: string; email: string | null }>(
    'select id, email from members where brand_id = $1',
  )
  const names = new Map(members.map(({ id, email }) => [id, email?.split('@')[0] as string]))
  const nameOf = (id: string) => stage.names.get(id) ?? names.get(id) ?? id
  const operations = await rows<{ op: string; member_id: string; action_id: string | null; answer: string }>(
    'select client_op_id as op, member_id, action_id, answer from operations where brand_id = $1',
  )
  const claims = await rows<{ op: string; outcome: 'scanned' | 'carried' }>(
    'select client_op_id as op, outcome from claims where brand_id = $1 order by outcome desc',
  )
  const twice = claims.find(({ op }, i) => claims.findIndex(one => one.op === op) < i)
  const holds = await rows<{ id: string; member_id: string; action_id: string }>(
    'select id, member_id, action_id from point_holds where brand_id = $1 order by id',
  )
  return {
    operations: operations.map(({ op, member_id, action_id: actionId, answer }) => ({
      op,
      member: nameOf(member_id),
      actionId,
      answer,
    })),
    claims: new Map(claims.map(({ op, outcome }) => [op, outcome])),
    holds: new Map(
      holds.map(({ id, member_id, action_id: actionId }, i) => {
        const nth = holds.slice(0, i).filter(one => one.action_id === actionId).length
        return [id, { member: nameOf(member_id), actionId, nth }]
      }),
    ),
    ...(await readDeeds(stage, nameOf)),
    remembered: await readRemembered(stage, nameOf),
    claimedTwice: twice?.op,
    nameOf,
  }
}

const DEEDS = `
  select request_id, min(id::text) as id from actions
  where brand_id = $1 and request_id is not null and name in ('wishlist_item_removed', 'goal_set', 'goal_removed')
  group by 1
  union all
  select request_id, id::text from code_attempts where brand_id = $1 and verdict = 'pin_wrong' and request_id is not null`

const SETTLINGS = `
  select member_id, id::text from actions
  where brand_id = $1 and request_id is null
    and name in ('points_released', 'points_expired', 'points_expiring', 'rank_fell', 'rank_will_fall')`

const FRIENDS = `
  select r.friend_id, r.state, (select a.id from actions a where a.brand_id = r.brand_id
      and a.name = 'referral_converted' and a.data->>'referral_id' = r.id::text and a.data->>'as' = 'referrer'
      order by a.id limit 1) as action_id
  from referrals r where r.brand_id = $1`

/** When things happened that no operation tells of. */
async function readDeeds(
  { theatre, brand }: Stage,
  nameOf: (id: string) => string,
): Promise<Pick<Evidence, 'deeds' | 'settlings' | 'moves' | 'orders' | 'friends'>> {
  const read = async (text: string) => (await theatre.admin.query(text, [brand.id])).rows
  const deeds = await read(DEEDS)
  const settlings = await read(SETTLINGS)
  const moves = await read('select order_id, state, id from order_events where brand_id = $1')
  const orders = await read('select id, action_id from orders where brand_id = $1')
  const friends = await read(FRIENDS)
  return {
    deeds: new Map(deeds.map(({ request_id, id }) => [request_id, id])),
    settlings: settlings.map(({ member_id, id }) => ({ member: nameOf(member_id), actionId: id })),
    moves: new Map(moves.map(({ order_id, state, id }) => [`${order_id}/${state}`, id])),
    orders: new Map(orders.map(({ id, action_id }) => [id, action_id])),
    friends: new Map(
      friends.map(({ friend_id, state, action_id }) => [nameOf(friend_id), { actionId: action_id, state }]),
    ),
  }
}

async function readRemembered(
  { theatre, brand, codes }: Stage,
  nameOf: (id: string) => string,
): Promise<Remembered[]> {
  const codeOf = new Map(codes.map(({ code }) => [codeHmac(theatre.world.platform.keys, code), code]))
  const { rows } = await theatre.admin.query<{
    id: string
    hmac: string
    member_id: string
    action_id: string | null
  }>(
    `select t.id, encode(t.hmac, 'hex') as hmac, t.member_id,
       (select a.id from actions a where a.brand_id = t.brand_id and a.member_id = t.member_id
         and a.data->>'code' = encode(t.hmac, 'hex') and a.data->>'remembered' = 'true') as action_id
     from code_attempts t where t.brand_id = $1 and t.verdict = 'inactive' order by t.id`,
    [brand.id],
  )
  return rows.map(({ id, hmac, member_id, action_id: actionId }) => ({
    at: idTime(id).getTime(),
    member: nameOf(member_id),
    code: codeOf.get(hmac) as string,
    actionId,
  }))
}

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
  holds: Map<string, { member: string; actionId: string }>
  /** In the order in which they were made. */
  remembered: Remembered[]
  /** An operation of which more than one claim is kept. */
  claimedTwice: string | undefined
  nameOf(memberId: string): string
}

export async function readEvidence(stage: Stage): Promise<Evidence> {
  const { theatre, brand } = stage
  const rows = async <R extends object>(text: string) => (await theatre.admin.query<R>(text, [brand.id])).rows
  const members = await rows<{ id: string; email: string }>(
    'select id, email from members where brand_id = $1',
  )
  const names = new Map(members.map(({ id, email }) => [id, email.split('@')[0] as string]))
  const nameOf = (id: string) => names.get(id) ?? id
  const operations = await rows<{ op: string; member_id: string; action_id: string | null; answer: string }>(
    'select client_op_id as op, member_id, action_id, answer from operations where brand_id = $1',
  )
  const claims = await rows<{ op: string; outcome: 'scanned' | 'carried' }>(
    'select client_op_id as op, outcome from claims where brand_id = $1 order by outcome desc',
  )
  const twice = claims.find(({ op }, i) => claims.findIndex(one => one.op === op) < i)
  const holds = await rows<{ id: string; member_id: string; action_id: string }>(
    'select id, member_id, action_id from point_holds where brand_id = $1',
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
      holds.map(({ id, member_id, action_id: actionId }) => [id, { member: nameOf(member_id), actionId }]),
    ),
    remembered: await readRemembered(stage, nameOf),
    claimedTwice: twice?.op,
    nameOf,
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

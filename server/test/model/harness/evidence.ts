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

/** What the server says in the end: which operations it keeps, and which claims made a member. */
export interface Evidence {
  operations: StoredOperation[]
  /** By the claim's operation: whether it made the member, or was carried by the link. */
  claims: Map<string, 'scanned' | 'carried'>
  /** By id: which of a member's holds it is, as `member-1 of <action id>`. */
  holds: Map<string, { member: string; actionId: string }>
  /** An operation of which more than one claim is kept. */
  claimedTwice: string | undefined
  nameOf(memberId: string): string
}

export async function readEvidence({ theatre, brand }: Stage): Promise<Evidence> {
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
    claimedTwice: twice?.op,
    nameOf,
  }
}

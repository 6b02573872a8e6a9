import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import { sql, type Tx } from '../platform/db/database.ts'
import type { EmailChanges } from '../platform/db/types.generated.ts'
import { newId } from '../platform/id.ts'
import { enqueue } from '../platform/jobs.ts'
import type { Keys } from '../platform/keys.ts'

/** The new address has a day to agree. */
const WAITING_MS = 24 * 3_600_000
/** The old one has three to object, and nothing can be redeemed meanwhile. */
export const OBJECTION_MS = 72 * 3_600_000

export type EmailChange = Selectable<EmailChanges>
type Link = 'token' | 'cancel'

export interface Addresses {
  from: string
  to: string
}

const linkHash = (keys: Keys, link: Link, token: string, keyId?: string) =>
  keys.hmac('mailed-token', `email-${link}:${token}`, keyId)
const newToken = () => randomBytes(16).toString('base64url')
const context = (brandId: number, id: string) => `email_changes/${brandId}/${id}`

/** Keeps a wish for another e-mail, both addresses sealed. Answers what the two links carry. */
export async function insertEmailChange(
  tx: Tx,
  keys: Keys,
  input: { memberId: string; addresses: Addresses; at: Date },
): Promise<{ token: string; cancelToken: string }> {
  const [id, token, cancelToken] = [newId(input.at), newToken(), newToken()]
  const { keyId, sealed } = keys.seal(JSON.stringify(input.addresses), context(tx.brandId, id))
  const endsAt = new Date(input.at.getTime() + WAITING_MS)
  await tx.run(
    sql.insertInto('email_changes').values({
      brand_id: tx.brandId,
      id,
      member_id: input.memberId,
      token_hash: linkHash(keys, 'token', token),
      cancel_hash: linkHash(keys, 'cancel', cancelToken),
      key_id: keyId,
      sealed,
      ends_at: endsAt,
      created_at: input.at,
    }),
  )
  await enqueue(tx, 'end_email_change', { id }, { runAt: endsAt })
  return { token, cancelToken }
}

/** The change that a link leads to, whatever became of it; undefined when it leads to none. */
export function findEmailChange(
  tx: Tx,
  keys: Keys,
  link: Link,
  token: string,
): Promise<EmailChange | undefined> {
  const hashes = keys.ids.map(id => linkHash(keys, link, token, id))
  return tx.first(
    sql
      .selectFrom('email_changes')
      .selectAll()
      .where('brand_id', '=', tx.brandId)
      .where(`${link}_hash`, 'in', hashes),
  )
}

/** Both addresses of a change that is not over. */
export const openAddresses = (keys: Keys, { brand_id, id, key_id, sealed }: EmailChange): Addresses =>
  JSON.parse(keys.open({ keyId: key_id, sealed: sealed as Buffer }, context(brand_id, id)))

/** The new address is the member's now; from here on the old one has its time to object. */
export async function markDone(tx: Tx, id: string, at: Date): Promise<void> {
  const endsAt = new Date(at.getTime() + OBJECTION_MS)
  await tx.run(changes(tx).set({ state: 'done', ends_at: endsAt }).where('id', '=', id))
  await enqueue(tx, 'end_email_change', { id }, { runAt: endsAt })
}

/** Ends changes of a member, and forgets the addresses: those that wait, or all. */
export async function cancelChanges(tx: Tx, memberId: string, which: 'waiting' | 'all'): Promise<void> {
  const states = which === 'all' ? ['waiting', 'done'] : ['waiting']
  await tx.run(
    changes(tx)
      .set({ state: 'cancelled', sealed: null })
      .where('member_id', '=', memberId)
      .where('state', 'in', states),
  )
}

/** Forgets the addresses of a change whose time is over. */
export async function endChange(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.run(
    changes(tx)
      .set({ state: 'over', sealed: null })
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'done'])
      .where('ends_at', '<=', at),
  )
}

const changes = (tx: Tx) => sql.updateTable('email_changes').where('brand_id', '=', tx.brandId)

import { randomBytes, randomInt } from 'node:crypto'
import { queueMail } from '../mail/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { Problem } from '../platform/errors.ts'
import { newId } from '../platform/id.ts'
import { type Keys, sameBytes } from '../platform/keys.ts'

const VALID_MS = 10 * 60_000
const TRIES = 5

export interface MailedSignIn {
  memberId: string
  email: string
  firstName: string
  /** Where the link leads: the brand's origin. */
  origin: string
  browser: string
  claimOpId?: string
  productName?: string
}

const tokenHash = (keys: Keys, token: string) => keys.hmac('mailed-token', `link:${token}`)
const browserHash = (keys: Keys, browser: string) => keys.hmac('mailed-token', `browser:${browser}`)
const codeHash = (keys: Keys, id: string, code: string) => keys.hmac('mailed-token', `code:${id}:${code}`)

const linkInvalid = () =>
  new Problem(401, 'link_invalid', 'This link does not work any more', {
    detail: 'It was used already or replaced by a newer one. Ask for a new one.',
  })

/**
 * Mails a link (128 random bits) and a 6-digit code, valid 10 minutes, single use; earlier ones of the member stop
 * working. The code works only in the browser that asked.
 */
export async function mailSignIn(tx: Tx, keys: Keys, input: MailedSignIn, at: Date): Promise<void> {
  const token = randomBytes(16).toString('base64url')
  const code = randomInt(1_000_000).toString().padStart(6, '0')
  const id = newId(at)
  await consumeTokensOf(tx, input.memberId, at)
  await tx.run(
    sql.insertInto('sign_in_tokens').values({
      brand_id: tx.brandId,
      id,
      member_id: input.memberId,
      token_hash: tokenHash(keys, token),
      code_hash: codeHash(keys, id, code),
      browser_hash: browserHash(keys, input.browser),
      tries_left: TRIES,
      claim_op_id: input.claimOpId ?? null,
      expires_at: new Date(at.getTime() + VALID_MS),
      created_at: at,
    }),
  )
  const payload = {
    first_name: input.firstName,
    link: `${input.origin}/auth/link?token=${token}`,
    code,
    ...(input.productName ? { product_name: input.productName } : {}),
  }
  await queueMail(
    tx,
    keys,
    { memberId: input.memberId, template: 'sign_in', recipient: input.email, payload },
    at,
  )
}

/** Sign-in mails that are on their way to a member stop working. */
export async function consumeTokensOf(tx: Tx, memberId: string, at: Date): Promise<void> {
  await tx.run(
    sql
      .updateTable('sign_in_tokens')
      .set({ consumed_at: at })
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId)
      .where('consumed_at', 'is', null),
  )
}

export interface Consumed {
  memberId: string
  claimOpId: string | null
}

type Consumption = Consumed | Problem

async function markConsumed(
  tx: Tx,
  row: { id: string; member_id: string; claim_op_id: string | null },
  at: Date,
) {
  await tx.run(
    sql
      .updateTable('sign_in_tokens')
      .set({ consumed_at: at })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', row.id),
  )
  return { memberId: row.member_id, claimOpId: row.claim_op_id }
}

const expired = () =>
  new Problem(401, 'link_expired', 'This link has expired', {
    detail: 'Links work for 10 minutes. Ask for a new one.',
  })

/** Consumes a mailed link: single use. Answers a 401 Problem (not thrown: the caller commits) when it does not work. */
export async function consumeLink(tx: Tx, keys: Keys, token: string, at: Date): Promise<Consumption> {
  const hashes = keys.ids.map(id => keys.hmac('mailed-token', `link:${token}`, id))
  const row = await tx.first(
    sql
      .selectFrom('sign_in_tokens')
      .selectAll()
      .where('brand_id', '=', tx.brandId)
      .where('token_hash', 'in', hashes)
      .forUpdate(),
  )
  if (!row || row.consumed_at) return linkInvalid()
  if (row.expires_at <= at) return expired()
  return markConsumed(tx, row, at)
}

/** Consumes a 6-digit code: five tries, in the browser that asked. A wrong try is counted, so the caller commits. */
export async function consumeCode(
  tx: Tx,
  keys: Keys,
  input: { memberId: string | undefined; code: string; browser: string | undefined },
  at: Date,
): Promise<Consumption> {
  const wrong = (triesLeft: number) =>
    new Problem(401, 'code_wrong', 'That code is not right', {
      detail: triesLeft > 0 ? 'Check the newest mail and try again.' : 'Ask for a new code.',
    })
  if (!input.memberId || !input.browser) return wrong(1)
  const row = await tx.first(
    sql
      .selectFrom('sign_in_tokens')
      .selectAll()
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', input.memberId)
      .where('consumed_at', 'is', null)
      .orderBy('id', 'desc')
      .limit(1)
      .forUpdate(),
  )
  if (!row?.browser_hash || !sameBytes(row.browser_hash, browserHash(keys, input.browser))) return wrong(1)
  if (row.expires_at <= at) return expired()
  if (row.tries_left > 0 && sameBytes(row.code_hash, codeHash(keys, row.id, input.code))) {
    return markConsumed(tx, row, at)
  }
  const triesLeft = Math.max(0, row.tries_left - 1)
  await tx.run(
    sql
      .updateTable('sign_in_tokens')
      .set({ tries_left: triesLeft, ...(triesLeft === 0 ? { consumed_at: at } : {}) })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', row.id),
  )
  return wrong(triesLeft)
}

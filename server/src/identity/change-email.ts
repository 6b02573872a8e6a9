import { findOperation, insertAction, insertOperation, operationRow, requestHash } from '../activity/index.ts'
import { queueMail } from '../mail/index.ts'
import { findMemberByEmail, lockMember, normaliseEmail, setEmail } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { invalid, Problem } from '../platform/errors.ts'
import type { Keys } from '../platform/keys.ts'
import {
  cancelChanges,
  type EmailChange,
  findEmailChange,
  insertEmailChange,
  markDone,
  OBJECTION_MS,
  openAddresses,
} from './email-changes.ts'
import { endSessions } from './list-sessions.ts'
import { type Asking, reauthenticate } from './reauthenticate.ts'
import { consumeTokensOf } from './sign-in-token.ts'

const ANSWER = JSON.stringify({ status: 'check_your_mail' })

export interface EmailWish extends Asking {
  email: string
  clientOpId: string
  /** Where the links lead: the brand's origin. */
  origin: string
  requestId: string
  at: Date
}

/**
 * Asks the new address to agree and tells the old one, which can object. Whether the new one is a member's already is
 * told to that address alone. One operation. Answers its text, or a Problem that is not thrown (the caller commits).
 */
export async function askEmailChange(tx: Tx, keys: Keys, wish: EmailWish): Promise<string | Problem> {
  const { memberId, at } = wish
  const to = normaliseEmail(wish.email)
  const member = await lockMember(tx, memberId)
  // Under a key: an address must not be guessed from what is kept for ever.
  const hash = requestHash({
    email_change: memberId,
    to: keys.hmac('mailed-token', `email:${to}`).toString('hex'),
  })
  const stored = await findOperation(tx, memberId, wish.clientOpId, hash)
  if (stored) return stored
  if (to === member.email) throw invalid([{ field: 'email', message: 'is the one that you have' }])
  const refusal = await reauthenticate(tx, keys, wish, at)
  if (refusal) return refusal
  await cancelChanges(tx, memberId, 'waiting')
  await mailBoth(tx, keys, { ...wish, from: member.email, to, firstName: member.first_name ?? '' })
  const actionId = await insertAction(tx, {
    memberId,
    name: 'email_change_asked',
    at,
    requestId: wish.requestId,
    data: {},
  })
  const operation = { memberId, clientOpId: wish.clientOpId, hash, actionId, answer: ANSWER }
  await insertOperation(tx, operationRow({ brandId: tx.brandId, ...operation }))
  return ANSWER
}

async function mailBoth(
  tx: Tx,
  keys: Keys,
  input: { memberId: string; from: string | null; to: string; firstName: string; origin: string; at: Date },
): Promise<void> {
  const { memberId, from, to, firstName, origin, at } = input
  const addresses = { from: from ?? '', to }
  const { token, cancelToken } = await insertEmailChange(tx, keys, { memberId, addresses, at })
  const owner = await findMemberByEmail(tx, to)
  const payload = (link: string) => ({ first_name: firstName, link: `${origin}/auth/email/${link}` })
  if (owner) {
    await queueMail(tx, keys, { memberId: owner.id, template: 'email_taken', recipient: to, payload: {} }, at)
  } else {
    const confirm = payload(`confirm?token=${token}`)
    await queueMail(tx, keys, { memberId, template: 'email_confirm', recipient: to, payload: confirm }, at)
  }
  if (!from) return
  const notice = payload(`cancel?token=${cancelToken}`)
  await queueMail(tx, keys, { memberId, template: 'email_notice', recipient: from, payload: notice }, at)
}

const linkInvalid = () =>
  new Problem(401, 'link_invalid', 'This link does not work any more', {
    detail: 'It is too old, or was taken back. Nothing was changed.',
  })

/** The change of a link with its member locked; undefined when the link is nobody's. */
async function lockChange(tx: Tx, keys: Keys, link: 'token' | 'cancel', token: string) {
  const found = await findEmailChange(tx, keys, link, token)
  if (!found) return undefined
  await lockMember(tx, found.member_id)
  // What the lock waited for may have ended it.
  return findEmailChange(tx, keys, link, token)
}

const isOpen = ({ state, ends_at, sealed }: EmailChange, at: Date) =>
  sealed !== null && ends_at > at && (state === 'waiting' || state === 'done')

/**
 * The new address agrees: it is the member's from now on, sign-in mails of before stop working, and nothing can be
 * redeemed for 72 h. The same link again answers the same. Throws 401 `link_invalid`.
 */
export async function confirmEmailChange(
  tx: Tx,
  keys: Keys,
  input: { token: string; requestId: string; at: Date },
): Promise<void> {
  const { at, requestId } = input
  const change = await lockChange(tx, keys, 'token', input.token)
  if (!change || !isOpen(change, at)) throw linkInvalid()
  if (change.state === 'done') return
  const { member_id: memberId } = change
  const { to } = openAddresses(keys, change)
  if (await findMemberByEmail(tx, to)) throw linkInvalid()
  await setEmail(tx, { memberId, email: to, heldUntil: new Date(at.getTime() + OBJECTION_MS), at })
  await markDone(tx, change.id, at)
  await consumeTokensOf(tx, memberId, at)
  await insertAction(tx, { memberId, name: 'email_changed', at, requestId, data: {} })
}

/**
 * The old address objects, before the change or up to 72 h after it: it stays or comes back, and everybody is signed
 * out. Answers the sessions that ended, and a Problem (not thrown: the caller commits) where the old address is another
 * member's by now. Throws 401 `link_invalid`.
 */
export async function cancelEmailChange(
  tx: Tx,
  keys: Keys,
  input: { token: string; requestId: string; at: Date },
): Promise<{ ended: string[]; problem?: Problem }> {
  const { at, requestId } = input
  const change = await lockChange(tx, keys, 'cancel', input.token)
  if (change?.state === 'cancelled') return { ended: [] }
  if (!change || !isOpen(change, at)) throw linkInvalid()
  const { member_id: memberId } = change
  const { from } = openAddresses(keys, change)
  const problem = change.state === 'done' ? await giveBack(tx, memberId, from, at) : undefined
  await consumeTokensOf(tx, memberId, at)
  if (!problem) await cancelChanges(tx, memberId, 'all')
  await insertAction(tx, { memberId, name: 'email_change_cancelled', at, requestId, data: {} })
  const ended = await endSessions(tx, { memberId, at })
  return problem ? { ended, problem } : { ended }
}

async function giveBack(tx: Tx, memberId: string, from: string, at: Date): Promise<Problem | undefined> {
  const owner = await findMemberByEmail(tx, from)
  if (!owner || owner.id === memberId) {
    await setEmail(tx, { memberId, email: from, heldUntil: null, at })
    return undefined
  }
  return new Problem(409, 'email_taken', 'This address belongs to another account by now', {
    detail: 'Everybody was signed out of the account, and nothing can be redeemed. Please write to us.',
  })
}

import type { Tx } from '../platform/db/database.ts'
import { invalid, Problem } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { audit } from './audit.ts'
import type { OperatorVisitor } from './guard.ts'
import { confirmTotp, enrolTotp, forgetTotp } from './own-totp.ts'
import { hashPassword, isPassword } from './password-hash.ts'
import { checkNewPassword } from './password-rules.ts'
import { endSessionsOf } from './session.ts'
import { lockOperator, readOperator, type StoredOperator, updateOperator } from './stored-operators.ts'

/** Who changes something about their own account, in which request. */
export interface Own extends OperatorVisitor {
  requestId: string
}

/** Changes one's password and ends one's other sessions. Throws a 400 Problem that names the bad field. */
export async function changePassword(
  platform: Platform,
  own: Own,
  { current, next }: { current: string; next: string },
): Promise<void> {
  const operator = await withPassword(platform, own, current, 'current')
  checkNewPassword(next, { ...operator, brand: own.brand }, 'next')
  if (next === current) throw invalid([{ field: 'next', message: 'is the one that you have' }])
  const hash = await hashPassword(next)
  await change(platform, own, operator, 'operator.password_changed', async (tx, at) => {
    await updateOperator(tx, operator.id, { password_hash: hash, password_is_temporary: false })
    await endSessionsOf(tx, operator.id, at, own.sessionId)
  })
}

/** A secret for one's authenticator app; it is asked for once `confirmOwnTotp` has seen a code of it. */
export const enrolOwnTotp = ({ db, keys }: Platform, { brand, operator }: OperatorVisitor) =>
  db.transaction(brand.id, tx => enrolTotp(tx, keys, brand, operator.id))

/** Switches one's second factor on. Throws a Problem when the code is wrong. */
export async function confirmOwnTotp(platform: Platform, own: Own, code: string): Promise<void> {
  const { db, keys, limits, clock } = platform
  await limits.take('operator_sign_in_person', `${own.brand.id}:${own.operator.id}`)
  const at = clock()
  await db.transaction(own.brand.id, async tx => {
    await confirmTotp(tx, keys, { operatorId: own.operator.id, code, at })
    await audit(tx, keys, { ...deed(own), action: 'operator.totp_confirmed', at })
  })
}

/** Switches one's second factor off. Throws a 400 Problem when the password is wrong. */
export async function removeOwnTotp(platform: Platform, own: Own, password: string): Promise<void> {
  const operator = await withPassword(platform, own, password, 'password')
  await change(platform, own, operator, 'operator.totp_removed', async tx => {
    await forgetTotp(tx, operator)
  })
}

/** One's row, once the password was shown to be right. Throws a 400 Problem that names `field` otherwise. */
async function withPassword(
  { db, limits }: Platform,
  { brand, operator }: Own,
  password: string,
  field: string,
): Promise<StoredOperator> {
  await limits.take('operator_sign_in_person', `${brand.id}:${operator.id}`)
  const stored = await db.transaction(brand.id, tx => readOperator(tx, operator.id))
  if (!(await isPassword(password, stored.password_hash))) {
    throw invalid([{ field, message: 'is not your password' }])
  }
  return stored
}

/** Does what the password was asked for, unless that was changed in the meantime, and writes it down. */
async function change(
  { db, keys, clock }: Platform,
  own: Own,
  checked: StoredOperator,
  action: string,
  work: (tx: Tx, at: Date) => Promise<void>,
): Promise<void> {
  const at = clock()
  await db.transaction(own.brand.id, async tx => {
    const now = await lockOperator(tx, checked.id)
    if (now.password_hash !== checked.password_hash) {
      throw new Problem(409, 'password_changed', 'Your password was changed at this moment')
    }
    await work(tx, at)
    await audit(tx, keys, { ...deed(own), action, at })
  })
}

const deed = ({ operator, requestId }: Own) => ({
  operator,
  subject: `operator:${operator.id}`,
  requestId,
})

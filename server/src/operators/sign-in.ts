import { inEqualTime } from '../identity/index.ts'
import { normaliseEmail } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { Problem } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import type { Brand } from '../tenancy/index.ts'
import { audit } from './audit.ts'
import { requireTotp } from './own-totp.ts'
import { hashPassword, isOutdated, isPassword } from './password-hash.ts'
import { openOperatorSession } from './session.ts'
import { findOperatorByEmail, lockOperator, type StoredOperator, updateOperator } from './stored-operators.ts'

export interface SignIn {
  email: string
  password: string
  totp?: string
}

export interface Asking {
  address: string
  userAgent: string | undefined
  requestId: string
}

/**
 * Signs an operator of the brand in. Throws a 401 Problem: `credentials_wrong`, the same and in equal time whether or
 * not there is such an operator; `totp_required` and `totp_wrong` only to who knows the password.
 */
export async function signInOperator(platform: Platform, brand: Brand, input: SignIn, asking: Asking) {
  const { db, limits } = platform
  // Taken before the password is looked at, so that tries at the same moment are counted as well.
  await limits.take('operator_sign_in_address', asking.address)
  await limits.take('operator_sign_in_person', `${brand.id}:${normaliseEmail(input.email)}`)
  const checked = await inEqualTime(() => checkPassword(platform, brand, input))
  return db.transaction(brand.id, tx => open(platform, tx, { ...checked, totp: input.totp, asking }))
}

/** No connection is held while the password is hashed: that takes long, on purpose, and may have to wait. */
async function checkPassword({ db }: Platform, brand: Brand, { email, password }: SignIn) {
  const known = await db.transaction(brand.id, tx => findOperatorByEmail(tx, email))
  const isRight = await isPassword(password, known?.password_hash)
  if (!known || !isRight || known.disabled_at) throw credentialsWrong()
  const newHash = isOutdated(known.password_hash) ? await hashPassword(password) : undefined
  return { known, newHash }
}

async function open(
  platform: Platform,
  tx: Tx,
  input: { known: StoredOperator; newHash: string | undefined; totp: string | undefined; asking: Asking },
) {
  const { known, newHash, asking } = input
  const at = platform.clock()
  const operator = await lockOperator(tx, known.id)
  // Changed or disabled since it was read: what was checked is not so any more.
  if (operator.disabled_at || operator.password_hash !== known.password_hash) throw credentialsWrong()
  await requireTotp(tx, platform.keys, operator, input.totp, at)
  await updateOperator(tx, operator.id, {
    last_sign_in_at: at,
    ...(newHash ? { password_hash: newHash } : {}),
  })
  const session = await openOperatorSession(tx, {
    operatorId: operator.id,
    userAgent: asking.userAgent,
    at,
  })
  await audit(tx, platform.keys, {
    operator,
    action: 'operator.signed_in',
    subject: `operator:${operator.id}`,
    at,
    requestId: asking.requestId,
  })
  return { operator, session }
}

const credentialsWrong = () =>
  new Problem(401, 'credentials_wrong', 'The e-mail or the password is not right')

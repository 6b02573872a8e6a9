import type { Tx } from '../platform/db/database.ts'
import { Problem } from '../platform/errors.ts'
import type { Keys } from '../platform/keys.ts'
import type { Brand } from '../tenancy/index.ts'
import type { StoredOperator } from './stored-operators.ts'
import { lockOperator, takeTotpStep, updateOperator } from './stored-operators.ts'
import { newTotpSecret, otpauthUri, stepOfCode } from './totp.ts'

/** Bound to its row, so that nobody can move a secret that they know to somebody else. */
const context = (brandId: number, operatorId: string) => `operators/${brandId}/${operatorId}/totp`

/**
 * Passes an operator without a second factor, or with its code of this moment, once. Throws a 401 Problem otherwise:
 * `totp_required` or `totp_wrong`.
 */
export async function requireTotp(
  tx: Tx,
  keys: Keys,
  operator: StoredOperator,
  code: string | undefined,
  at: Date,
): Promise<void> {
  if (!operator.totp_confirmed_at) return
  if (code === undefined) {
    throw new Problem(401, 'totp_required', 'The code of your authenticator app is needed as well')
  }
  if (!(await takeCode(tx, keys, operator, code, at))) throw totpWrong(401)
}

/** A new secret, good for nothing until a code of it is confirmed. Throws a 409 Problem when there is one already. */
export async function enrolTotp(tx: Tx, keys: Keys, brand: Brand, operatorId: string) {
  const operator = await lockOperator(tx, operatorId)
  if (operator.totp_confirmed_at) throw totpIsOn()
  const secret = newTotpSecret()
  const { keyId, sealed } = keys.seal(secret, context(tx.brandId, operatorId))
  await updateOperator(tx, operatorId, { totp_key_id: keyId, totp_sealed: sealed, totp_step: null })
  return { secret, otpauth_uri: otpauthUri(secret, operator.email, brand.name) }
}

/** Asks for a code at every sign-in from now on. Throws a Problem when the code is not one of the enrolled secret. */
export async function confirmTotp(
  tx: Tx,
  keys: Keys,
  input: { operatorId: string; code: string; at: Date },
): Promise<void> {
  const operator = await lockOperator(tx, input.operatorId)
  if (operator.totp_confirmed_at) throw totpIsOn()
  if (!operator.totp_sealed) throw new Problem(409, 'totp_not_enrolled', 'Enrol an authenticator app first')
  if (!(await takeCode(tx, keys, operator, input.code, input.at))) throw totpWrong(400)
  await updateOperator(tx, operator.id, { totp_confirmed_at: input.at })
}

/** Forgets an operator's second factor. Answers whether there was one. */
export async function forgetTotp(tx: Tx, operator: StoredOperator): Promise<boolean> {
  await updateOperator(tx, operator.id, {
    totp_key_id: null,
    totp_sealed: null,
    totp_confirmed_at: null,
    totp_step: null,
  })
  return operator.totp_confirmed_at !== null
}

async function takeCode(tx: Tx, keys: Keys, operator: StoredOperator, code: string, at: Date) {
  const sealed = { keyId: operator.totp_key_id as string, sealed: operator.totp_sealed as Buffer }
  const step = stepOfCode(keys.open(sealed, context(tx.brandId, operator.id)), code, at)
  return step !== undefined && (await takeTotpStep(tx, operator.id, step))
}

const totpIsOn = () => new Problem(409, 'totp_enabled', 'Your authenticator app is set up already')

const totpWrong = (status: 400 | 401) =>
  new Problem(status, 'totp_wrong', 'That code is not right', {
    detail: 'Each code works once, for about a minute. Wait for the next one.',
  })

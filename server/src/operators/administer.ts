import { invalid, Problem } from '../platform/errors.ts'
import { fieldErrors } from '../platform/field-errors.ts'
import { newId } from '../platform/id.ts'
import type { Platform } from '../platform/platform.ts'
import type { Brand } from '../tenancy/index.ts'
import { type Actor, audit } from './audit.ts'
import { forgetTotp } from './own-totp.ts'
import { hashPassword } from './password-hash.ts'
import { checkNewPassword, generatePassword } from './password-rules.ts'
import type { Role } from './permissions.ts'
import { NewOperatorBody } from './schema.ts'
import { endSessionsOf } from './session.ts'
import {
  insertOperator,
  lockOperator,
  lockWithOwners,
  readOperator,
  type StoredOperator,
  updateOperator,
} from './stored-operators.ts'

/** Who administers a brand's operators: an owner in a request, or the command line. */
export interface Administrator {
  brand: Brand
  operator: Actor
  requestId: string | null
}

export interface NewOperator {
  email: string
  name: string
  role: Role
  /** Left out: one is made, to be told once and changed at the first sign-in. */
  password?: string
}

export interface OperatorChange {
  name?: string
  role?: Role
  disabled?: boolean
}

/** Adds an operator. Answers the row and the password. Throws a Problem: a bad field, or 409 `email_taken`. */
export async function addOperator(
  platform: Platform,
  by: Administrator,
  input: NewOperator,
): Promise<{ operator: StoredOperator; password: string }> {
  const { db, keys, clock } = platform
  const { email, name, role } = input
  checkFields({ email, name, role })
  if (input.password !== undefined)
    checkNewPassword(input.password, { email, name, brand: by.brand }, 'password')
  const password = input.password ?? generatePassword()
  const hash = await hashPassword(password)
  const at = clock()
  const id = newId(at)
  return db.transaction(by.brand.id, async tx => {
    const added = await insertOperator(tx, {
      id,
      email,
      name: name.trim(),
      role,
      password_hash: hash,
      password_is_temporary: input.password === undefined,
      created_at: at,
    })
    if (!added) throw new Problem(409, 'email_taken', 'There is an operator with this e-mail already')
    const operator = await readOperator(tx, id)
    await audit(tx, keys, { ...deed(by, id), action: 'operator.added', after: shown(operator), at })
    return { operator, password }
  })
}

/**
 * Renames an operator, changes the role, disables (which ends the sessions) or enables. Throws a 409 Problem when the
 * brand would be left without an owner (`last_owner`), or for one's own role or access (`own_account`).
 */
export async function changeOperator(
  { db, keys, clock }: Platform,
  by: Administrator,
  id: string,
  change: OperatorChange,
): Promise<StoredOperator> {
  const at = clock()
  return db.transaction(by.brand.id, async tx => {
    const { operator, otherOwners } = await lockWithOwners(tx, id)
    const next = {
      name: change.name?.trim() ?? operator.name,
      role: change.role ?? operator.role,
      disabled_at: change.disabled === false ? null : (operator.disabled_at ?? (change.disabled ? at : null)),
    }
    const after = { ...operator, ...next }
    if (isActiveOwner(operator) && !isActiveOwner(after) && otherOwners === 0) throw lastOwner()
    const isOther = next.role !== operator.role || next.disabled_at !== operator.disabled_at
    if (by.operator.id === id && isOther) throw ownAccount()
    await updateOperator(tx, id, next)
    if (after.disabled_at) await endSessionsOf(tx, id, at)
    const states = { before: shown(operator), after: shown(after) }
    await audit(tx, keys, { ...deed(by, id), action: 'operator.changed', ...states, at })
    return after
  })
}

/**
 * Gives an operator a password of one's choice or a made one, and ends the sessions. Answers the password. Throws a
 * 409 Problem for oneself, who knows the one there is.
 */
export async function resetPassword(
  platform: Platform,
  by: Administrator,
  id: string,
  chosen?: string,
): Promise<string> {
  const { db, keys, clock } = platform
  if (by.operator.id === id) throw ownAccount()
  const password = chosen ?? generatePassword()
  if (chosen !== undefined) {
    const known = await db.transaction(by.brand.id, tx => readOperator(tx, id))
    checkNewPassword(chosen, { ...known, brand: by.brand }, 'password')
  }
  const hash = await hashPassword(password)
  const at = clock()
  await db.transaction(by.brand.id, async tx => {
    await lockOperator(tx, id)
    await updateOperator(tx, id, { password_hash: hash, password_is_temporary: chosen === undefined })
    await endSessionsOf(tx, id, at)
    await audit(tx, keys, { ...deed(by, id), action: 'operator.password_reset', at })
  })
  return password
}

/** Lets another operator, who lost the authenticator app, sign in without it. */
export async function removeTotp(
  { db, keys, clock }: Platform,
  by: Administrator,
  id: string,
): Promise<void> {
  if (by.operator.id === id) throw ownAccount()
  const at = clock()
  await db.transaction(by.brand.id, async tx => {
    if (!(await forgetTotp(tx, await lockOperator(tx, id)))) return
    await audit(tx, keys, { ...deed(by, id), action: 'operator.totp_removed', at })
  })
}

/** The command line comes without the schema of the route. */
function checkFields(fields: Pick<NewOperator, 'email' | 'name' | 'role'>): void {
  const errors = fieldErrors(NewOperatorBody, fields)
  if (errors.length > 0) throw invalid(errors)
}

const isActiveOwner = ({ role, disabled_at }: Pick<StoredOperator, 'role' | 'disabled_at'>) =>
  role === 'owner' && disabled_at === null

/** What the audit keeps of an operator: not the e-mail, which the row has. */
const shown = ({ name, role, disabled_at }: StoredOperator) => ({
  name,
  role,
  disabled: disabled_at !== null,
})

const deed = ({ operator, requestId }: Administrator, id: string) => ({
  operator,
  subject: `operator:${id}`,
  requestId,
})

const lastOwner = () =>
  new Problem(409, 'last_owner', 'This is the last owner', {
    detail: 'Make somebody else an owner first: a brand cannot be without one.',
  })

const ownAccount = () =>
  new Problem(409, 'own_account', 'Another owner has to do that', {
    detail: 'Nobody changes their own role, disables themselves, or resets what proves who they are.',
  })

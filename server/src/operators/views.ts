import type { Static } from 'typebox'
import type { Brand } from '../tenancy/index.ts'
import { permissionsOf } from './permissions.ts'
import type { ListedOperator, OperatorView, SignedInOperator } from './schema.ts'
import type { StoredOperator } from './stored-operators.ts'

/** An operator as the console knows itself. */
export const operatorView = (row: StoredOperator): Static<typeof OperatorView> => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  totp_enabled: row.totp_confirmed_at !== null,
  password_is_temporary: row.password_is_temporary,
})

/** What a console needs to know who it is and what it may show. */
export const signedInView = (
  brand: Brand,
  row: StoredOperator,
  expiresAt: Date,
): Static<typeof SignedInOperator> => ({
  operator: operatorView(row),
  brand: { slug: brand.slug, name: brand.name },
  permissions: permissionsOf(row.role),
  expires_at: expiresAt.toISOString(),
})

/** An operator in the list that owners see. */
export const listedOperator = (row: StoredOperator): Static<typeof ListedOperator> => ({
  ...operatorView(row),
  disabled: row.disabled_at !== null,
  created_at: row.created_at.toISOString(),
  last_sign_in_at: row.last_sign_in_at?.toISOString() ?? null,
})

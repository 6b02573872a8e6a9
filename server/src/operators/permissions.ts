export const ROLES = ['owner', 'marketer', 'support', 'analyst'] as const
export type Role = (typeof ROLES)[number]

/** Who may do what: every right of the console, and the roles that have it. */
export const PERMISSIONS = {
  'rules.read': ['owner', 'marketer', 'support', 'analyst'],
  'rules.write': ['owner', 'marketer'],
  'settings.write': ['owner'],
  'members.read': ['owner', 'support'],
  'members.adjust': ['owner', 'support'],
  'members.erase': ['owner', 'support'],
  'members.import': ['owner'],
  'reports.read': ['owner', 'marketer', 'support', 'analyst'],
  'rewards.write': ['owner', 'marketer'],
  'orders.read': ['owner', 'support'],
  'orders.write': ['owner', 'support'],
  'codes.read': ['owner', 'marketer', 'support', 'analyst'],
  'codes.write': ['owner', 'support'],
  'disputes.review': ['owner', 'support'],
  'holds.review': ['owner', 'support'],
  'referrals.review': ['owner', 'support'],
  'operators.write': ['owner'],
  'outbox.read': ['owner', 'marketer'],
  'outbox.write': ['owner'],
  'insights.review': ['owner', 'marketer'],
  'audit.read': ['owner'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

/** What a route asks for: a right, any operator at all, or nothing. */
export type Access = Permission | 'signed_in' | 'anybody'

/** The rights of a role, for a console that shows what can be done. */
export const permissionsOf = (role: Role): Permission[] =>
  (Object.keys(PERMISSIONS) as Permission[]).filter(permission => mayDo(role, permission))

/** Whether a role has a right. */
export function mayDo(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = PERMISSIONS[permission]
  return roles.includes(role)
}

import Type from 'typebox'
import { Nullable, PageQuery, Uuid } from '../platform/http/schema.ts'
import { PASSWORD_LENGTH_MAX } from './password-rules.ts'
import { PERMISSIONS, type Permission, ROLES } from './permissions.ts'

const Email = Type.String({ format: 'email', maxLength: 254 })
const Name = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })
const RoleName = Type.Enum(ROLES)
/** Any that was ever set; the rules for a new one are `checkNewPassword`'s. */
const Password = Type.String({ minLength: 1, maxLength: 2 * PASSWORD_LENGTH_MAX })
const Totp = Type.String({ pattern: '^[0-9]{6}$', description: 'The code that an authenticator app shows' })

export const OperatorView = Type.Object({
  id: Uuid,
  name: Type.String(),
  email: Type.String(),
  role: RoleName,
  totp_enabled: Type.Boolean(),
  password_is_temporary: Type.Boolean({ description: 'Nothing else works until another one is chosen' }),
})

export const SignInBody = Type.Object(
  { email: Email, password: Password, totp: Type.Optional(Totp) },
  { additionalProperties: false },
)

export const SignedInOperator = Type.Object({
  operator: OperatorView,
  brand: Type.Object({ slug: Type.String(), name: Type.String() }),
  permissions: Type.Array(Type.Enum(Object.keys(PERMISSIONS) as Permission[])),
  expires_at: Type.String({ description: 'At the latest; 30 min after the last request if that is sooner' }),
})

export const PasswordBody = Type.Object(
  { current: Password, next: Password },
  { additionalProperties: false },
)

export const TotpEnrolment = Type.Object({
  secret: Type.String({ description: 'Base32, for an app that cannot read a QR code' }),
  otpauth_uri: Type.String({ description: 'To be shown as a QR code' }),
})

export const TotpBody = Type.Object({ totp: Totp }, { additionalProperties: false })

export const TotpRemoval = Type.Object({ password: Password }, { additionalProperties: false })

export const ListedOperator = Type.Object({
  ...OperatorView.properties,
  disabled: Type.Boolean(),
  created_at: Type.String(),
  last_sign_in_at: Nullable(Type.String()),
})

export const NewOperatorBody = Type.Object(
  { email: Email, name: Name, role: RoleName },
  { additionalProperties: false },
)

const OncePassword = Type.String({ description: 'Shown this once; to be changed at the first sign-in' })

export const AddedOperator = Type.Object({ operator: ListedOperator, password: OncePassword })

export const PasswordReset = Type.Object({ password: OncePassword })

export const OperatorPatch = Type.Object(
  {
    name: Type.Optional(Name),
    role: Type.Optional(RoleName),
    disabled: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, minProperties: 1 },
)

const Filter = Type.String({ minLength: 1, maxLength: 200 })

export const AuditQuery = Type.Object(
  {
    ...PageQuery.properties,
    action: Type.Optional(Filter),
    subject: Type.Optional(Filter),
    operator_id: Type.Optional(Uuid),
  },
  { additionalProperties: false },
)

export const AuditItem = Type.Object({
  seq: Type.Integer(),
  id: Uuid,
  at: Type.String(),
  operator_id: Nullable(Uuid),
  operator_name: Type.String(),
  action: Type.String(),
  subject: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
  request_id: Nullable(Type.String()),
})

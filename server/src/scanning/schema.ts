import Type, { type Static } from 'typebox'
import { ProductView } from '../catalogue/index.ts'
import { GoalProgress } from '../goals/index.ts'
import { Address, PersonName } from '../members/index.ts'
import { Nullable, Uuid } from '../platform/http/schema.ts'
import { Cap } from '../tenancy/index.ts'

export const RankView = Type.Object({ key: Type.String(), name: Type.String(), multiplier: Type.Number() })

export const CodeText = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'As printed or typed: any case, with or without hyphens and check character',
})

export const Pin = Type.String({
  pattern: '^[0-9]{4,6}$',
  description: 'Under the scratch-off, where `pin_required` says so',
})

export const ScanBody = Type.Object(
  {
    code: CodeText,
    pin: Type.Optional(Pin),
    client_op_id: Uuid,
    scanned_at: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'When the phone saw it; shown only, rules use our time',
      }),
    ),
  },
  { additionalProperties: false },
)

const VERDICTS = [
  'claimed',
  'already_yours',
  'claimed_by_another',
  'inactive',
  'void',
  'expired',
  'unknown',
  'pin_required',
  'pin_wrong',
  'pin_locked',
] as const

export const ScanAnswer = Type.Object({
  verdict: Type.Enum(VERDICTS),
  points_earned: Type.Integer({ description: 'All that it earned: scan, campaigns, achievements, ranks' }),
  points_held: Type.Integer({ description: 'Of these, what is not in the balance yet' }),
  hold: Nullable(
    Type.Object({ reason: Type.Enum(['settling', 'review']), settles_at: Nullable(Type.String()) }),
  ),
  points_capped: Type.Integer({ description: 'What a limit of the brand has cut off' }),
  cap: Nullable(Cap),
  points_repaid: Type.Integer({ description: 'Of these, what repaid points that were owed' }),
  multiplier: Type.Number({ description: 'All multipliers together, such as 1.25' }),
  multipliers: Type.Array(
    Type.Object({ rule: Type.Enum(['rank', 'streak', 'campaign', 'timed']), multiplier: Type.Number() }),
    { description: 'Why: each multiplier that changed something' },
  ),
  campaigns: Type.Array(
    Type.Object({
      id: Uuid,
      name: Type.String(),
      points: Type.Integer({ description: 'What it added' }),
      multiplier: Nullable(Type.Number()),
    }),
  ),
  new_balance: Type.Integer(),
  rank: RankView,
  rank_changed: Type.Boolean(),
  achievements_unlocked: Type.Array(
    Type.Object({
      key: Type.String(),
      name: Type.String(),
      description: Type.String(),
      rarity: Type.String(),
      points: Type.Integer(),
      times: Type.Integer({ description: 'How often it is unlocked now' }),
      multiplier: Nullable(Type.Object({ factor: Type.Number(), days: Type.Integer() })),
    }),
  ),
  goal: Nullable(GoalProgress),
  gift: Nullable(Type.Object({ name: Type.String(), order_id: Uuid, status: Type.String() })),
  scan_number: Nullable(Type.Integer({ description: 'Which scan of this member it was, from 1' })),
  product: Nullable(ProductView),
})
export type ScanAnswer = Static<typeof ScanAnswer>

export const CodeView = Type.Object({
  verdict: Type.Enum([
    'claimable',
    'already_yours',
    'claimed_by_another',
    'inactive',
    'void',
    'expired',
    'unknown',
  ]),
  genuine: Type.Boolean(),
  serial: Nullable(Type.Integer()),
  product: Nullable(ProductView),
  offer: Nullable(
    Type.Object({
      points: Type.Integer(),
      gift: Nullable(Type.Object({ name: Type.String(), description: Type.String() })),
    }),
  ),
  pin_required: Type.Boolean({ description: 'It takes the PIN under the scratch-off as well' }),
  recall: Nullable(
    Type.Object({ reason: Type.String() }, { description: 'The pack is recalled: not to be used any more' }),
  ),
})
export type CodeView = Static<typeof CodeView>

export const EmailText = Type.String({ format: 'email', maxLength: 254 })

export const ClaimBody = Type.Object(
  {
    client_op_id: Uuid,
    code: CodeText,
    pin: Type.Optional(Pin),
    first_name: PersonName,
    last_name: PersonName,
    email: EmailText,
    address: Address,
    age_confirmed: Type.Literal(true),
    confirmed_age: Type.Optional(
      Type.Integer({
        minimum: 18,
        maximum: 99,
        description:
          'How old the form asked one to be: `legal_age` of the market; the brand’s limit if left out',
      }),
    ),
    terms_accepted: Type.Literal(true),
    marketing_consent: Type.Boolean(),
    referral_code: Type.Optional(Type.String({ maxLength: 20 })),
  },
  { additionalProperties: false },
)
export type ClaimBody = Static<typeof ClaimBody>

export const ClaimCorrectionBody = Type.Object(
  { email: Type.Optional(EmailText), address: Type.Optional(Address) },
  { additionalProperties: false, minProperties: 1 },
)
export type ClaimCorrectionBody = Static<typeof ClaimCorrectionBody>

export const CheckYourMail = Type.Object({ status: Type.Literal('check_your_mail') })

const RETURN = {
  client_op_id: Uuid,
  code_becomes: Type.Enum(['claimable', 'void'], {
    description: 'Whether the code can be claimed again, or never more',
  }),
  reason: Type.String({ minLength: 3, maxLength: 300, pattern: '\\S' }),
}

/** A pack is named by its code, or by batch and serial where the code cannot be read. */
export const ReturnBody = Type.Union([
  Type.Object({ ...RETURN, code: CodeText }, { additionalProperties: false }),
  Type.Object(
    { ...RETURN, batch_id: Uuid, serial: Type.Integer({ minimum: 1, maximum: 10_000_000 }) },
    { additionalProperties: false },
  ),
])
export type ReturnBody = Static<typeof ReturnBody>

export const Returned = Type.Object({
  action_id: Uuid,
  member_id: Uuid,
  batch_id: Uuid,
  serial: Type.Integer(),
  code_becomes: Type.Enum(['claimable', 'void']),
  points_taken: Type.Integer(),
  points_owed: Type.Integer({ description: 'What the balance lacked; it is taken from later earnings' }),
  new_balance: Type.Integer(),
  rank: Type.String(),
  rank_changed: Type.Boolean(),
  achievements_revoked: Type.Array(Type.String()),
  gift_cancelled: Type.Boolean({ description: 'False as well where there was none, or it had gone out' }),
})
export type Returned = Static<typeof Returned>

import Type from 'typebox'
import { Nullable, Uuid } from '../../platform/http/schema.ts'

const Time = Type.String({ format: 'date-time' })

export const InsightStatusView = Type.Object(
  {
    waiting: Type.Integer({ description: 'Webhooks that are not read yet, counted to 10,000' }),
    oldest_waiting_at: Nullable(Time),
    quarantined: Type.Integer({ description: 'Signed well, but not to be read: see the list' }),
    latest: Type.Object(
      { applied: Type.Integer(), ignored: Type.Integer(), quarantined: Type.Integer() },
      { description: 'How the newest thousand ended' },
    ),
    active_members: Type.Integer({ description: 'Active in the last hour, and with consent' }),
    stale_members: Type.Integer({ description: 'Of those, without an insight of the last 30 minutes' }),
    reports: Type.Array(
      Type.Object({ metric: Type.String(), count: Type.Integer({ description: 'In the last 7 days' }) }),
    ),
  },
  { $id: 'InsightStatus' },
)

export const QuarantinedView = Type.Object(
  {
    id: Uuid,
    received_at: Time,
    note: Type.String({ description: 'Why it was set aside' }),
    body: Type.String({ description: 'As it came, cut after 2,000 bytes' }),
    body_bytes: Type.Integer(),
  },
  { $id: 'QuarantinedWebhook' },
)

export const ReplayedView = Type.Object(
  {
    id: Uuid,
    state: Type.String({ description: 'applied, ignored or quarantined' }),
    note: Nullable(Type.String()),
  },
  { $id: 'ReplayedWebhook' },
)

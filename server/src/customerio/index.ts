import type { SliceWork } from '../activity/index.ts'
import type { TaskTable } from '../platform/jobs.ts'
import { powerUserSchedules, powerUserTasks } from './deliver/power-users.ts'
import { outboxSchedules as monthSchedules, replayRun } from './operate/index.ts'
import { forgetWebhooksSchedule, forgetWebhooksTasks } from './webhooks/forget-webhooks.ts'
import { requestInsightsSchedule, requestInsightsTasks } from './webhooks/request-insights.ts'

export { type OutboxSender, startOutboxSender } from './deliver/sender.ts'
export { eraseInsights, tellErasure } from './erase.ts'
export {
  countDead,
  type DeadLetter,
  endStop,
  glanceAtBrands,
  listDead,
  type OutboxGlance,
  type OutboxStatus,
  type OutboxVerdict,
  outboxRoutes,
  pauseOutbox,
  readStatus,
  replaySlice,
  resumeOutbox,
  type Selection,
  setCeiling,
  verifyOutbox,
} from './operate/index.ts'
export { insightsAdminRoutes } from './webhooks/admin-routes.ts'
export { type InsightReader, startInsightReader } from './webhooks/insight-reader.ts'
export { type Insight, readInsights } from './webhooks/insights.ts'
export { listQuarantined, type Replayed, replayWebhook } from './webhooks/quarantine.ts'
export type { Predictions } from './webhooks/read-insight.ts'
export { type InsightStatus, readInsightStatus } from './webhooks/read-status.ts'
export { customerioRoutes } from './webhooks/routes.ts'

export const customerioTasks = {
  ...powerUserTasks,
  ...requestInsightsTasks,
  ...forgetWebhooksTasks,
} satisfies TaskTable

export const outboxSchedules = [...monthSchedules, ...powerUserSchedules]
export const insightSchedules = [requestInsightsSchedule, forgetWebhooksSchedule]

export const customerioRuns = { outbox_replay: replayRun } satisfies Record<string, SliceWork>

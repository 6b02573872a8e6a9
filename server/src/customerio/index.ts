import type { TaskTable } from '../platform/jobs.ts'
import { processInsight } from './webhooks/process-insight.ts'

export { type OutboxSender, startOutboxSender } from './deliver/sender.ts'
export { eraseInsights, tellErasure } from './erase.ts'
export { type Insight, readInsights } from './webhooks/insights.ts'
export type { Predictions } from './webhooks/read-insight.ts'
export { customerioRoutes } from './webhooks/routes.ts'

export const customerioTasks = { process_insight: processInsight } satisfies TaskTable

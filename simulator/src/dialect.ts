import type { Problem } from './operation.ts'
import type { Workspace } from './workspace.ts'

/** What sets one of Customer.io's APIs apart: who may speak, and how a refusal is worded. */
export type Dialect = {
  /** Requests are counted per workspace and family. */
  family: 'track' | 'app'
  /** The `Authorization` header that this workspace's client sends. */
  credentials: (workspace: Workspace) => string
  refusal: (problems: Problem[]) => unknown
}

const basic = ({ config }: Workspace) =>
  `Basic ${Buffer.from(`${config.site_id}:${config.api_key}`).toString('base64')}`

function meta(problems: Problem[]): unknown {
  const messages = problems.map(problem => problem.message)
  return { meta: messages.length === 1 ? { error: messages[0] } : { errors: messages } }
}

export const trackV1: Dialect = { family: 'track', credentials: basic, refusal: meta }

export const trackV2: Dialect = { family: 'track', credentials: basic, refusal: errors => ({ errors }) }

export const appV1: Dialect = {
  family: 'app',
  credentials: ({ config }) => `Bearer ${config.app_api_key}`,
  refusal: meta,
}

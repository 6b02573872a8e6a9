/** What the documents leave open, and the limits they name; each may be set to any reading. */
export type Knobs = {
  /** How many bytes a "KB" of the documented limits is. */
  kb_bytes: 1000 | 1024
  /** The status of a batch of which some operations were refused. */
  partial_status: 207 | 200
  /** Whether one refused operation may be listed with several errors. */
  several_errors: boolean
  /** What happens to an event whose id is not a ULID. */
  bad_ulid: 'rejected' | 'accepted'
  /** The Retry-After of an answer 429 given for being too fast. */
  retry_after: RetryAfterStyle
  requests_per_second: number
  /** How many event ids are remembered for de-duplication, per workspace. */
  remembered_event_ids: number
}

export const retryAfterStyles = ['none', 'seconds', 'date', '60+', 'garbage'] as const
export type RetryAfterStyle = (typeof retryAfterStyles)[number]

export const defaultKnobs: Knobs = {
  kb_bytes: 1000,
  partial_status: 207,
  several_errors: true,
  bad_ulid: 'rejected',
  retry_after: 'none',
  requests_per_second: 1000,
  remembered_event_ids: 1_000_000,
}

export const OPERATION_LIMIT_KB = 32
export const BATCH_LIMIT_KB = 500
export const MAIL_LIMIT_KB = 2_000
export const IDENTIFIER_LIMIT_BYTES = 150
export const EVENT_NAME_LIMIT_BYTES = 100
export const ATTRIBUTE_LIMIT = 300
export const ATTRIBUTE_NAME_LIMIT_BYTES = 150
export const ATTRIBUTE_VALUE_LIMIT_BYTES = 1_000

/** The Retry-After header of that style, or nothing. */
export function retryAfterHeader(style: RetryAfterStyle, now_ms: number): string | undefined {
  if (style === 'seconds') return '1'
  if (style === 'date') return new Date(now_ms + 1000).toUTCString()
  if (style === '60+') return '90'
  if (style === 'garbage') return 'in a moment'
  return undefined
}

export const retryAfterStyles = ['none', 'seconds', 'date', '60+', 'garbage'] as const
export type RetryAfterStyle = (typeof retryAfterStyles)[number]

/** The Retry-After header of that style, or nothing. */
export function retryAfterHeader(style: RetryAfterStyle, now_ms: number): string | undefined {
  if (style === 'seconds') return '1'
  if (style === 'date') return new Date(now_ms + 1000).toUTCString()
  if (style === '60+') return '90'
  if (style === 'garbage') return 'in a moment'
  return undefined
}

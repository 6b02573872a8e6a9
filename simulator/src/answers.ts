import type { FastifyReply } from 'fastify'
import type { Dialect } from './dialect.ts'
import { type RetryAfterStyle, retryAfterHeader } from './knobs/retry-after.ts'

/** The answer 429, with or without the hint when to come again. */
export function tooManyRequests(reply: FastifyReply, dialect: Dialect, style: RetryAfterStyle): FastifyReply {
  const retryAfter = retryAfterHeader(style, Date.now())
  if (retryAfter !== undefined) reply.header('Retry-After', retryAfter)
  return reply.code(429).send(refuse(dialect, 'rate_limited', '', 'Too many requests'))
}

/** The body of a refusal with one reason. */
export function refuse(dialect: Dialect, reason: string, field: string, message: string): unknown {
  return dialect.refusal([{ reason, field, message }])
}

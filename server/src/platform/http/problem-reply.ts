import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { invalid, Problem } from '../errors.ts'
import { nameFields, UNKNOWN_FIELD } from '../field-errors.ts'

/** The framework's own errors under stable codes; anything else of its 4xx family becomes `bad_request`. */
const FRAMEWORK: Record<string, [status: number, code: string, title: string]> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'unsupported_media_type', 'Send application/json'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body_too_large', 'The body is too large'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'malformed_json', 'The body is empty'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'malformed_request', 'The body is not as long as it says'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'malformed_json', 'The body is not valid JSON'],
  FST_ERR_BAD_URL: [400, 'malformed_url', 'The address is not a valid URL'],
}

const UNAVAILABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53400',
  '08006',
  '08001',
  '55000',
  '55P03',
  '57014',
  '25P03',
  '40P01',
  '40001',
])

/** Whether an error says that the database is away, or too busy to wait for. */
export function isUnavailable(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if (UNAVAILABLE.has((cause as { code?: string }).code ?? '')) return true
    if (
      /timeout|Connection terminated|Cannot use a pool|Client was closed|not queryable/i.test(cause.message)
    )
      return true
  }
  return false
}

function fromValidation({ validation = [] }: FastifyError): Problem {
  return invalid(nameFields(validation).map(({ field, message }) => ({ field: field || 'body', message })))
}

/** Every error as a Problem: expected ones as they are, the framework's under stable codes, the rest as 500 or 503. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { validation, code, statusCode } = error as FastifyError
  if (validation) return fromValidation(error as FastifyError)
  const known = FRAMEWORK[code]
  if (known) return new Problem(...known)
  if (error instanceof SyntaxError) return new Problem(400, 'malformed_json', 'The body is not valid JSON')
  if (isUnavailable(error)) {
    return new Problem(503, 'unavailable', 'We cannot do that just now', {
      detail: 'Please try again in a moment. If you do, nothing is done twice.',
      retryAfterSeconds: 2,
      cause: error,
    })
  }
  if (statusCode && statusCode >= 400 && statusCode < 500) {
    return new Problem(statusCode, 'bad_request', 'The request cannot be read')
  }
  return new Problem(500, 'internal_error', 'Something went wrong on our side', {
    detail: 'We have been told. If it happens again, name the request id.',
    cause: error,
  })
}

/** A Problem as it goes over the wire (RFC 9457). */
export const problemBody = (problem: Problem, requestId: string) => ({
  type: `urn:synergy:problem:${problem.code}`,
  title: problem.title,
  status: problem.status,
  ...(problem.message === problem.title ? {} : { detail: problem.message }),
  code: problem.code,
  request_id: requestId,
  ...(problem.errors ? { errors: problem.errors } : {}),
})

/** What the log says of a refusal: our own words and our own fields' names, nothing that a client made up. */
function factsOf({ errors, message }: Problem): object {
  if (!errors) return { detail: message }
  return { fields: errors.filter(error => error.message !== UNKNOWN_FIELD).map(({ field }) => field) }
}

/** Answers a problem document and logs it: expected ones at info, our own failures with their cause. */
export function replyProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error)
  if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, problem.title)
  else request.log.info({ code: problem.code, status: problem.status, ...factsOf(problem) }, 'refused')
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', problem.retryAfterSeconds)
  reply
    .code(problem.status)
    // Set here too: an address that cannot be read is refused before the hook that sets it.
    .header('x-request-id', request.id)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemBody(problem, request.id))
}

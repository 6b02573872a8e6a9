import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { Problem } from '../errors.ts'
import { newId } from '../id.ts'
import type { Platform } from '../platform.ts'
import { problemBody } from './problem-reply.ts'

const PROBLEMS: Record<string, Problem> = {
  HPE_HEADER_OVERFLOW: new Problem(431, 'headers_too_large', 'The headers are too large'),
  ERR_HTTP_REQUEST_TIMEOUT: new Problem(408, 'request_timeout', 'The request took too long to arrive'),
}
const MALFORMED = new Problem(400, 'malformed_request', 'The request is not valid HTTP')

/** Answers what never became a request (no HTTP, headers too large, too slow) with a problem document, and hangs up. */
export function createClientErrorHandler({ log, clock }: Pick<Platform, 'log' | 'clock'>) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const problem = PROBLEMS[error.code ?? ''] ?? MALFORMED
    const requestId = newId(clock())
    log.info({ reqId: requestId, code: problem.code, status: problem.status, reason: error.code }, 'refused')
    const body = JSON.stringify(problemBody(problem, requestId))
    socket.end(
      [
        `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
        'content-type: application/problem+json',
        `content-length: ${Buffer.byteLength(body)}`,
        'cache-control: no-store',
        `x-request-id: ${requestId}`,
        'connection: close',
        '',
        body,
      ].join('\r\n'),
    )
  }
}

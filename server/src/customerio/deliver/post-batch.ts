import { CustomerIORequestError, TrackClient } from 'customerio-node'
import type { CustomerIoCredentials } from '../../tenancy/index.ts'
import type { Answer } from './judge-answer.ts'
import type { Operation } from './operation.ts'

/** Sends operations in one request, once, and answers what came of it; never throws. */
export type PostBatch = (operations: Operation[]) => Promise<Answer>

const TIMEOUT_MS = 10_000

/** The client's own retries are off: they would wait up to a minute and do not look at partial answers. */
export function createPostBatch(credentials: CustomerIoCredentials): PostBatch {
  const client = new TrackClient(credentials.site_id, credentials.api_key, {
    url: credentials.track_url,
    retry: { maxRetries: 0 },
    timeout: TIMEOUT_MS,
  })
  refuseEmptyAnswers(client)
  return async operations => {
    try {
      return { kind: 'answered', body: await client.batch(operations) }
    } catch (error) {
      return answerOf(error)
    }
  }
}

/**
 * The client takes an empty answer for `{}`, which is what success looks like; in truth it says nothing, and what was
 * refused in it would count as taken in. So the client's request is sent here, and an empty body cannot be read.
 */
function refuseEmptyAnswers({ request }: TrackClient) {
  const send = request.handler.bind(request)
  request.handler = async options => {
    const { uri, method, body, headers } = options
    const response = await fetch(uri, {
      method,
      body: body as string,
      headers: headers as Record<string, string>,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const text = await response.text()
    const { status, ok } = response
    // To another region: the client knows where its secrets may follow.
    if (status >= 300 && status < 400) return send(options)
    if (ok) return JSON.parse(text)
    const answer = { statusCode: status, headers: Object.fromEntries(response.headers), ok }
    throw new CustomerIORequestError({ meta: {} }, status, answer, text)
  }
}

function answerOf(error: unknown): Answer {
  if (error instanceof CustomerIORequestError) {
    const retryAfter = error.response.headers['retry-after']
    return {
      kind: 'refused',
      status: error.statusCode,
      body: error.body,
      retryAfter: retryAfter === undefined ? undefined : String(retryAfter),
    }
  }
  const { name, message, cause } = error as Error
  const why = cause instanceof Error ? ` (${cause.message || cause.name})` : ''
  return { kind: 'silent', message: `${name}: ${message.slice(0, 200)}${why}` }
}

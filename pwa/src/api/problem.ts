import type { ProblemDocument } from './shapes.ts'

/** What went wrong with a request: the server's problem document, or its stand-in when no answer came. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string | null
  readonly fields: Record<string, string>

  constructor(document: Partial<ProblemDocument> & { status: number; code: string }) {
    super(document.detail ?? document.title ?? document.code)
    this.status = document.status
    this.code = document.code
    this.requestId = document.request_id ?? null
    this.fields = Object.fromEntries((document.errors ?? []).map(error => [error.field, error.message]))
  }
}

/** Reads an answer that is not a success; never throws, whatever the body is. */
export async function problemFrom(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  return problemFromBody(response, body)
}

/** The same for a body that was read already. */
export function problemFromBody(response: Response, body: unknown): Problem {
  const document = typeof body === 'object' && body !== null ? (body as Partial<ProblemDocument>) : {}
  const requestId = document.request_id ?? response.headers.get('x-request-id')
  return new Problem({
    ...document,
    status: response.status,
    code: document.code ?? `http_${response.status}`,
    ...(requestId ? { request_id: requestId } : {}),
  })
}

/** Makes a Problem of anything thrown; a fetch that got no answer is `unreachable`. */
export function asProblem(cause: unknown): Problem {
  if (cause instanceof Problem) return cause
  if (cause instanceof TypeError) return new Problem({ status: 0, code: 'unreachable' })
  return new Problem({ status: 0, code: 'unexpected', detail: String(cause) })
}

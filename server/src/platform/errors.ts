export interface FieldError {
  field: string
  message: string
}

/** An expected refusal: what the client did wrong or must wait for. It becomes an RFC 9457 problem document. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly errors: FieldError[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    status: number,
    code: string,
    title: string,
    more: { detail?: string; errors?: FieldError[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(more.detail ?? title, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.title = title
    this.errors = more.errors
    this.retryAfterSeconds = more.retryAfterSeconds
  }
}

export const invalid = (errors: FieldError[]) =>
  new Problem(400, 'validation_failed', 'Some fields need another look', {
    detail: errors.map(error => `${error.field}: ${error.message}`).join('; '),
    errors,
  })

export const notFound = (what: string) => new Problem(404, 'not_found', `There is no such ${what}`)

export const notSignedIn = (detail = 'Sign in and try again.') =>
  new Problem(401, 'not_signed_in', 'You are not signed in', { detail })

export const tooManyRequests = (retryAfterSeconds: number) =>
  new Problem(429, 'too_many_requests', 'Too many tries', {
    detail: `Please wait ${retryAfterSeconds} s and try again.`,
    retryAfterSeconds,
  })

export const overloaded = () =>
  new Problem(503, 'overloaded', 'Too busy just now', {
    detail: 'Nothing was changed. Please try again in a moment.',
    retryAfterSeconds: 1,
  })

export const operationReused = () =>
  new Problem(409, 'operation_reused', 'This operation id was used for something else', {
    detail: 'Every new operation needs a client_op_id of its own. Nothing was changed.',
  })

/** A setting or an installation that cannot work: said in one sentence, without a stack. */
export class SetupError extends Error {
  override name = 'SetupError'
}

import assert from 'node:assert/strict'

export interface Answer {
  status: number
  headers: Record<string, unknown>
  body: string
}

/** An inject response in the form that answers from a socket have. */
export const answerOf = (response: {
  statusCode: number
  headers: Record<string, unknown>
  body: string
}): Answer => ({ status: response.statusCode, headers: response.headers, body: response.body })

/** Holds an answer to what every refusal must be (RFC 9457, and ours), and answers its stable code. */
export function assertProblem({ status, headers, body }: Answer): string {
  assert.match(String(headers['content-type']), /^application\/problem\+json/, `${status} ${body}`)
  const problem = JSON.parse(body)
  assert.equal(problem.status, status)
  assert.ok(status >= 400 && status < 500, body)
  assert.match(problem.code, /^[a-z][a-z0-9_]+$/)
  assert.equal(problem.type, `urn:synergy:problem:${problem.code}`)
  assert.ok(typeof problem.title === 'string' && problem.title.length > 0)
  assert.match(problem.request_id, /^[0-9a-f-]{36}$/)
  assert.equal(problem.request_id, headers['x-request-id'], 'the id in the body is the one in the header')
  assert.ok(!/(node_modules|\.ts:\d|select |insert |at async)/i.test(body), 'nothing of our inside is told')
  return problem.code
}

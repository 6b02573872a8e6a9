import type { FastifyReply } from 'fastify'

const titles: Record<number, string> = { 400: 'Bad request', 404: 'Not found', 409: 'Conflict' }

/** Answers with problem details that say in words what is wrong. */
export function problem(reply: FastifyReply, status: number, detail: string): FastifyReply {
  const title = titles[status] ?? 'Error'
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title, status, detail })
}

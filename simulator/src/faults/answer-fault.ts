import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, tooManyRequests } from '../answers.ts'
import type { Dialect } from '../dialect.ts'
import type { Problem } from '../operation.ts'
import { type Fault, type StatusKind, statusKinds } from './fault.ts'

export type Answer = { status: number; body: unknown }

const titles: Record<StatusKind, string> = {
  400: 'Malformed request',
  401: 'Unauthorized request',
  403: 'Forbidden',
  408: 'Request timeout',
  413: 'Request entity too large',
  429: 'Too many requests',
  500: 'Internal server error',
  502: 'Bad gateway',
  503: 'Service unavailable',
  504: 'Gateway timeout',
}

/** Fails a request of which nothing was done, in the way of the fault. */
export function failWith(fault: Fault, request: FastifyRequest, reply: FastifyReply, dialect: Dialect) {
  if (fault.kind === 'silent_drop') return reply.send({})
  const kind = statusKinds.find(status => status === fault.kind)
  if (kind === undefined) return hangUp(request, reply, fault.kind !== 'refuse')
  if (kind === '429') return tooManyRequests(reply, dialect, fault.retry_after ?? 'none')
  const title = titles[kind]
  reply.code(Number(kind))
  if (!fault.html) return reply.send(refuse(dialect, 'fault', '', title))
  const page = `<!doctype html><html><head><title>${kind}</title></head><body><h1>${title}</h1></body></html>`
  return reply.type('text/html').send(page)
}

/** Spoils the answer to a request that was carried out; undefined when the fault leaves answers alone. */
export function spoil(
  fault: Fault | undefined,
  answer: Answer,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | Promise<FastifyReply> | undefined {
  if (fault?.kind === 'commit_then_no_answer')
    return fault.ms
      ? sleep(fault.ms).then(() => hangUp(request, reply, false))
      : hangUp(request, reply, false)
  if (fault?.kind === 'reset_after_commit') return hangUp(request, reply, true)
  if (fault?.kind === 'empty_body') return reply.code(200).send()
  if (fault?.kind === 'cut_body') return cutShort(answer, request, reply)
  return undefined
}

/** What is wrong with the operation that an unknown index is about; the caller is not told which one that is. */
export const singledOut: Problem = { reason: 'invalid', field: 'batch', message: 'refused by a fault' }

/** An error of an operation that a batch of that size does not have. */
export function unknownIndexProblem(operations: number): Problem & { batch_index: number } {
  const message = 'the operation could not be processed'
  return { batch_index: operations + 7, reason: 'invalid', field: 'batch', message }
}

/** Ends the connection without an answer: closed as a server that goes down would, or reset as by a broken line. */
export function hangUp(request: FastifyRequest, reply: FastifyReply, isReset: boolean): FastifyReply {
  reply.hijack()
  const { socket } = request.raw
  if (isReset) socket.resetAndDestroy()
  else socket.destroy()
  return reply
}

function cutShort({ status, body }: Answer, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const bytes = Buffer.from(JSON.stringify(body))
  reply.hijack()
  reply.raw.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': bytes.length })
  reply.raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => request.raw.socket.destroy())
  return reply
}

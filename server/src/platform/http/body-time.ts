import type { FastifyInstance, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is a file: it may take as long as it keeps coming. */
    takesFile?: true
  }
}

interface BodyTimes {
  /** Within this a body has arrived, or of a file the next `bytes`. */
  withinMs: number
  bytes: number
}

/** A file of 200 MB has so 100 minutes, at 280 kbit/s; who sends slower than that holds a connection for nothing. */
const TIMES: BodyTimes = { withinMs: 30_000, bytes: 1024 * 1024 }

/**
 * Cuts off whoever does not send the body that the headers announced: 408, and the connection is closed. Instead of Node's
 * `requestTimeout`, which knows one time for all routes; headers have Node's own.
 */
export function limitBodyTime(server: FastifyInstance, { withinMs, bytes }: BodyTimes = TIMES): void {
  server.addHook('onRequest', (request, reply, done) => {
    const { raw } = request
    // What is injected has no connection, and no bytes to wait for.
    if (hasBody(request) && raw.socket.bytesRead !== undefined) {
      const isFile = request.routeOptions.config.takesFile === true
      let seen = raw.socket.bytesRead
      const look = setInterval(() => {
        const came = raw.socket.bytesRead - seen
        seen += came
        // What waits here to be read is late through us, not through them.
        const keepsComing = isFile && (came >= bytes || raw.readableLength > 0)
        if (keepsComing && !reply.sent) return
        clearInterval(look)
        if (!raw.complete) cutOff(server, raw.socket, reply.raw.headersSent)
      }, withinMs).unref()
      raw.once('close', () => clearInterval(look))
    }
    done()
  })
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

function cutOff({ server }: FastifyInstance, socket: FastifyRequest['raw']['socket'], isAnswered: boolean) {
  if (isAnswered) return void socket.destroy()
  const error = Object.assign(new Error('The body did not arrive in time'), {
    code: 'ERR_HTTP_REQUEST_TIMEOUT',
  })
  server.emit('clientError', error, socket)
  socket.destroySoon()
}

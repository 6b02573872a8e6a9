import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface TakenMail {
  from: string
  to: string[]
  raw: string
}

/** An SMTP server that keeps what it is given; `options` make it refuse or wait. */
export async function startRelay(options: SMTPServerOptions = {}) {
  const taken: TakenMail[] = []
  const state = { connections: 0, messages: 0 }
  const { onData, ...others } = options
  const sockets = new Set<Socket>()
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    // Its own idea of an address knows no other script than ours.
    lenientAddressParsing: true,
    ...(options.key ? {} : { hideSTARTTLS: true }),
    onConnect(_session, callback) {
      state.connections++
      callback()
    },
    async onData(stream, session, callback) {
      state.messages++
      if (onData) return onData.call(this, stream, session, callback)
      const raw = await text(stream)
      const { mailFrom, rcptTo } = session.envelope
      taken.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(one => one.address), raw })
      callback()
    },
    ...others,
  })
  server.on('error', () => {})
  server.listen(0, '0.0.0.0')
  server.server.on('connection', (socket: Socket) => void sockets.add(socket))
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    taken,
    state,
    port,
    url: `smtp://127.0.0.1:${port}`,
    /** Ends every connection in good order, without a word. */
    hangUp: () => {
      for (const socket of sockets) socket.end()
    },
    /** Cuts every connection. */
    drop: () => {
      for (const socket of sockets) socket.destroy()
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** The value of a header of a raw mail, unfolded. */
export function headerOf(raw: string, name: string): string | undefined {
  const [head = ''] = raw.split('\r\n\r\n')
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head.replace(/\r\n[ \t]+/g, ' '))?.[1]
}

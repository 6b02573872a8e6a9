/** A member's open stream: what it was told so far. */
export interface OpenStream {
  events: { event: string; data: Record<string, unknown> }[]
  close(): void
}

/** Opens `GET /api/stream` as the app does and keeps what arrives. */
export async function openStream(port: number, token: string): Promise<OpenStream> {
  const stop = new AbortController()
  const answer = await fetch(`http://127.0.0.1:${port}/api/stream`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stop.signal,
  })
  if (answer.status !== 200 || !answer.body) throw new Error(`the stream answers ${answer.status}`)
  const events: OpenStream['events'] = []
  void read(answer.body, events).catch(() => {})
  return { events, close: () => stop.abort() }
}

async function read(body: ReadableStream<Uint8Array>, events: OpenStream['events']) {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of body) {
    const parts = (text + decoder.decode(chunk, { stream: true })).split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) {
      const event = /^event: (.*)$/m.exec(part)?.[1]
      const data = /^data: (.*)$/m.exec(part)?.[1]
      if (event && data) events.push({ event, data: JSON.parse(data) })
    }
  }
}

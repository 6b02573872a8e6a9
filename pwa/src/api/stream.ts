import { createEventParser, type ServerEvent } from './event-parser.ts'
import { fetchAsMember } from './fetch.ts'

const firstDelay_ms = 1_000
const longestDelay_ms = 30_000

/**
 * Follows the member's stream until `signal` aborts, reconnecting where it was. `onReconnect` is called whenever
 * events may have been missed.
 */
export async function followStream(
  onEvent: (event: ServerEvent) => void,
  onReconnect: () => void,
  signal: AbortSignal,
) {
  let lastEventId = ''
  let failures = 0
  let connections = 0
  let openedAt = 0

  while (!signal.aborted) {
    try {
      const response = await open(lastEventId, signal)
      openedAt = performance.now()
      if (connections++ > 0) onReconnect()
      await readEvents(response, event => {
        lastEventId = event.id || lastEventId
        onEvent(event)
      })
    } catch (cause) {
      // 401 after a refresh, or 403: there is nothing to follow any more.
      if (cause instanceof Refused) return
    }
    // A stream that held for a while was a good one; one that ends at once must not be asked for again at once.
    if (performance.now() - openedAt > longestDelay_ms) failures = 0
    await wait(delayAfter(failures++), signal)
  }
}

class Refused extends Error {}

async function open(lastEventId: string, signal: AbortSignal) {
  const headers: Record<string, string> = { accept: 'text/event-stream' }
  if (lastEventId) headers['last-event-id'] = lastEventId
  const response = await fetchAsMember(new Request('/api/stream', { headers, signal, cache: 'no-store' }))
  if (response.status === 401 || response.status === 403) throw new Refused()
  if (!response.ok || !response.body) throw new Error(`the stream answered ${response.status}`)
  return response.body
}

async function readEvents(body: ReadableStream<Uint8Array>, onEvent: (event: ServerEvent) => void) {
  const feed = createEventParser(onEvent)
  const decoder = new TextDecoder()
  const reader = body.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    feed(decoder.decode(next.value, { stream: true }))
  }
}

// Half of the delay is chance, so that a restarted server does not meet all its members at once.
function delayAfter(failures: number) {
  return Math.min(longestDelay_ms, firstDelay_ms * 2 ** failures) * (0.5 + Math.random() / 2)
}

function wait(delay_ms: number, signal: AbortSignal) {
  return new Promise<void>(resolve => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, delay_ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

import pg from 'pg'

export interface Recorded {
  pool: 'synergy app' | 'synergy scans'
  text: string
  values: unknown[]
  /** Nothing of its connection was under way: it waits for a journey of its own. */
  startsRoundTrip: boolean
}

type Send = (this: pg.Client, ...args: unknown[]) => unknown

/** Runs `work` and answers what the server's own pools sent meanwhile: the statements as they really are. */
export async function recordStatements(work: () => Promise<unknown>): Promise<Recorded[]> {
  const recorded: Recorded[] = []
  const underWay = new Map<pg.Client, number>()
  const prototype = pg.Client.prototype as unknown as { query: Send }
  const send = prototype.query
  prototype.query = function (...args) {
    const { text, values = args[1] } =
      typeof args[0] === 'string' ? { text: args[0] } : (args[0] as { text?: string; values?: unknown[] })
    const pool = (this as unknown as { connectionParameters: { application_name: string } })
      .connectionParameters.application_name
    const sent = send.apply(this, args)
    if (text === undefined || (pool !== 'synergy app' && pool !== 'synergy scans')) return sent
    const pending = underWay.get(this) ?? 0
    recorded.push({ pool, text, values: (values ?? []) as unknown[], startsRoundTrip: pending === 0 })
    if (sent instanceof Promise) {
      underWay.set(this, pending + 1)
      const done = () => underWay.set(this, (underWay.get(this) ?? 1) - 1)
      sent.then(done, done)
    }
    return sent
  }
  try {
    await work()
  } finally {
    prototype.query = send
  }
  return recorded
}

import pg from 'pg'

/** What a connection attempt says about a server: serving, not yet (or no longer), nobody there, or not ours. */
export type Answer = 'ready' | 'not-yet' | 'nobody' | 'other-password'

/** The superuser's address of a cluster on this machine. */
export function superuserUrl(port: number, password: string): string {
  return `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`
}

/** Tries a real connection and a query, which is the only proof that a server serves. */
export async function probe(port: number, password: string): Promise<Answer> {
  const client = new pg.Client({
    connectionString: superuserUrl(port, password),
    connectionTimeoutMillis: 3000,
    query_timeout: 3000,
    application_name: 'synergy-probe',
  })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return 'ready'
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'ECONNREFUSED') return 'nobody'
    if (code === '28P01') return 'other-password'
    return 'not-yet'
  } finally {
    // Not awaited for long: a frozen server would never say goodbye.
    await Promise.race([client.end().catch(() => {}), new Promise(done => setTimeout(done, 500).unref())])
  }
}

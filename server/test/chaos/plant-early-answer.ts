// A planted bug, loaded before the server: scans are answered when COMMIT was sent, not when it was answered.
import { registerHooks } from 'node:module'

const AWAITED = "client.query('commit'),"
const FORGOTTEN = "void client.query('commit').catch(() => {}) as never,"

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!url.endsWith('/src/scanning/scan-batch.ts')) return loaded
    const source = String(loaded.source)
    if (!source.includes(AWAITED)) throw new Error('scan-batch.ts changed: the bug cannot be planted')
    return { ...loaded, source: source.replace(AWAITED, FORGOTTEN) }
  },
})

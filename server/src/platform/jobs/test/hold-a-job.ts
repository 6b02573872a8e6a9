// A worker for the tests to kill: it takes a job of the named database and never finishes it.
import pino from 'pino'
import { testKeys, testRoles } from '../../../../test/database.ts'
import { readConfig } from '../../config.ts'
import { startJobPool } from '../../jobs.ts'
import { openPlatform } from '../../platform.ts'

const platform = openPlatform(readConfig({ LOG_LEVEL: 'silent' }), {
  keys: testKeys(),
  roles: testRoles(process.argv[2] as string),
  log: pino({ level: 'silent' }),
})
await startJobPool(platform, {
  hold: async () => {
    process.send?.('holding')
    await new Promise(() => setInterval(() => {}, 60_000))
  },
})

import { workerData } from 'node:worker_threads'
import { readConfig } from '../../platform/config.ts'
import { openKeys } from '../../platform/keys.ts'
import { createLog, openPlatform } from '../../platform/platform.ts'
import { DEMO_BRANDS } from '../seed-demo.ts'
import { makeHistory } from './make-history.ts'
import type { HistoryData } from './start-history.ts'

const { slug, roles } = workerData as HistoryData
// Few connections, and no limits: everybody who lives here comes from the same address.
const config = { ...readConfig(), poolSize: 2, rateLimits: false, redisUrl: undefined }
const log = createLog('error')
const platform = openPlatform(config, { keys: openKeys(config.keys, config.dataDir), roles, log })
const brand = DEMO_BRANDS.find(one => one.slug === slug)
const rows = await platform.db.system<{ id: number; slug: string }>('select id, slug from list_brands()')
const id = rows.find(row => row.slug === slug)?.id
try {
  if (brand && id !== undefined) await makeHistory(platform, id, brand)
} finally {
  await platform.close()
}

import { newId } from '../../src/platform/id.ts'
import type { Counted } from './count-operation.ts'
import type { Stage } from './stage.ts'

/** A webhook that was set aside. */
async function setAside({ desk }: Stage): Promise<string> {
  const id = newId(new Date())
  await desk.rows(
    `insert into insight_webhooks (brand_id, id, unique_key, raw, state, note, received_at)
     values (${desk.brand.id}, '${id}', '${id}', 'not json', 'quarantined', 'Counted', now())`,
  )
  return id
}

/** What the console does about what Customer.io tells. */
export const INSIGHT_OPERATIONS: Record<string, Counted> = {
  'GET /api/admin/insights': {
    statements: 4,
    readsMore: {
      rows: 12_000,
      because: 'what waits or is set aside, and the newest, are counted to a bound',
    },
  },
  'GET /api/admin/insights/quarantine': {
    statements: 2,
    readsMore: {
      rows: 1_000,
      because: 'few rows are read as a whole; of many the index has those set aside',
    },
  },
  'POST /api/admin/insights/quarantine/{id}/replay': {
    statements: 7,
    ask: async stage => ({ path: [await setAside(stage)] }),
  },
}

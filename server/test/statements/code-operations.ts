import type { Counted } from './count-operation.ts'
import { deepPage, operation, type Stage } from './stage.ts'

const reason = 'Counted'

async function batch({ desk }: Stage): Promise<string> {
  const made = await desk.do('POST', 'batches', { ...operation(), sku: 'TEN', count: 3, lot_number: 'L' })
  await desk.finishRuns()
  return made.batch_id
}
/** One that somebody has tried before it is active. */
async function awaited(stage: Stage): Promise<string> {
  const { desk, me } = stage
  const { batchId, codes } = await desk.world.addCodes(2, { brand: desk.brand, activate: false })
  for (const code of codes) await desk.scan(me, { code })
  return batchId
}
/** What operators ask about codes: batches, recalls, returns and disputes. */
export const CODE_OPERATIONS: Record<string, Counted> = {
  'GET /api/admin/disputes': { statements: 2, ask: deepPage('admin/disputes') },
  'GET /api/admin/disputes/{id}': { statements: 3, ask: async stage => ({ path: [await stage.dispute()] }) },
  'POST /api/admin/disputes/{id}/settle': {
    statements: 47,
    readsMore: { rows: 2_000, because: 'counts what the claimant did anew' },
    ask: async stage => ({
      path: [await stage.dispute()],
      body: { ...operation(), award: 'move', note: reason },
    }),
  },
  'GET /api/admin/batches': { statements: 2, ask: deepPage('admin/batches') },
  'POST /api/admin/batches': {
    statements: 10,
    ask: () => ({ body: { ...operation(), sku: 'TEN', count: 3 } }),
  },
  'GET /api/admin/batches/alerts': {
    statements: 2,
    readsMore: { rows: 3_000, because: 'what was tried of batches that are not active' },
  },
  'GET /api/admin/batches/{id}': { statements: 4, ask: async stage => ({ path: [await awaited(stage)] }) },
  'POST /api/admin/batches/{id}/activate': {
    statements: 10,
    ask: async stage => ({ path: [await awaited(stage)], body: {} }),
  },
  'POST /api/admin/batches/{id}/void': {
    statements: 9,
    ask: async stage => ({ path: [await awaited(stage)], body: { reason } }),
  },
  'PUT /api/admin/batches/{id}/expiry': {
    statements: 8,
    ask: async stage => ({ path: [await awaited(stage)], body: { expires_at: '2032-01-01T00:00:00Z' } }),
  },
  'POST /api/admin/batches/{id}/codes': {
    statements: 10,
    ask: async stage => ({ path: [await batch(stage)] }),
  },
  'POST /api/admin/recalls': {
    statements: 14,
    ask: async stage => ({
      body: { ...operation(), batch_ids: [await awaited(stage)], reason, made_good: 'keep_points' },
    }),
  },
  'GET /api/admin/recalls': { statements: 2, ask: deepPage('admin/recalls') },
  'POST /api/admin/returns': {
    statements: 21,
    readsMore: { rows: 10_000, because: 'counts what the member did anew' },
    ask: async ({ desk, me }) => {
      const [code] = await desk.codes(1)
      await desk.scan(me, { code: code as string })
      return { body: { ...operation(), code, code_becomes: 'void', reason } }
    },
  },
}

import type { Counted } from './count-operation.ts'
import type { Stage } from './stage.ts'

let reasons = 0

/** Something is refused for a reason of its own, so that there is something to replay. */
async function refused({ desk }: Stage): Promise<string> {
  const reason = `counted_${++reasons}`
  await desk.rows(
    `update outbox set state = 'dead', settled_at = now(), detail = jsonb_build_object('reason', '${reason}')
     where (brand_id, id) in (select brand_id, id from outbox where brand_id = ${desk.brand.id} and state = 'waiting' limit 1)`,
  )
  return reason
}

const paused = ({ desk }: Stage) => desk.do('POST', 'outbox/pause', { because: 'Counted' })
const resumed = ({ desk }: Stage) => desk.do('POST', 'outbox/resume')

/** What the console does about the outbox. */
export const OUTBOX_OPERATIONS: Record<string, Counted> = {
  'GET /api/admin/outbox': {
    statements: 3,
    readsMore: { rows: 100_000, because: 'what waits is counted, in each lane to a bound' },
  },
  'GET /api/admin/outbox/dead': { statements: 2 },
  'POST /api/admin/outbox/replay': {
    statements: 7,
    ask: async stage => ({ body: { reason: await refused(stage) } }),
  },
  'POST /api/admin/outbox/pause': {
    statements: 8,
    ask: async stage => {
      await resumed(stage)
      return { body: { because: 'Counted' } }
    },
  },
  'POST /api/admin/outbox/resume': {
    statements: 8,
    ask: async stage => {
      await paused(stage)
      return {}
    },
  },
  'PUT /api/admin/outbox/rate': {
    statements: 8,
    ask: async () => ({ body: { ceiling: 100 + ++reasons } }),
  },
}

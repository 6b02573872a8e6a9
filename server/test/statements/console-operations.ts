import { randomUUID } from 'node:crypto'
import { sampleDefinition } from '../../src/campaigns/test/sample.ts'
import { DIGITAL, SHIPPED } from '../rewards/shop.ts'
import { ACHIEVEMENT } from '../world.ts'
import type { Counted } from './count-operation.ts'
import { deepPage, operation, type Stage } from './stage.ts'

const reason = 'Counted'
let changes = 0
/** Something that it was not before. */
const changed = () => `Changed ${++changes}`

const spring = (name: string = changed()) =>
  sampleDefinition({ name, from: '2031-01-01T00:00', until: '2031-12-01T00:00' })
const achievement = () => ({ ...ACHIEVEMENT, name: changed() })

const otherSettings = () => ({ multiplier_cap_basis_points: 30_000 + 100 * ++changes })
async function otherLadder({ desk }: Stage) {
  const { ranks, fall } = await desk.do('GET', 'ladder')
  const [lowest, ...others] = ranks
  return { ranks: [{ ...lowest, name: changed() }, ...others], fall }
}

async function published({ desk }: Stage): Promise<string> {
  await desk.do('PUT', 'achievements/counted', { definition: achievement() })
  await desk.do('PUT', 'achievements/counted', { definition: achievement() })
  return 'counted'
}
const campaign = async ({ desk }: Stage): Promise<string> => {
  const { id } = (await desk.do('POST', 'campaigns', { ...operation(), definition: spring() })).campaign
  // Over at once: a scan of another operation is not to be counted with one campaign more.
  await desk.do('POST', `campaigns/${id}/pause`)
  return id
}
const running = async ({ desk }: Stage): Promise<string> => {
  const { run_id, id } = await desk.do('POST', 'campaigns/estimate', { definition: spring() })
  return run_id ?? id
}
const order = ({ shop, me, rewardId }: Stage) => shop.order(me, rewardId)
async function processed(stage: Stage): Promise<string> {
  const id = await order(stage)
  await stage.desk.do('POST', `orders/${id}/process`, operation())
  return id
}
async function shipped(stage: Stage): Promise<string> {
  const id = await processed(stage)
  await stage.desk.do('POST', `orders/${id}/ship`, { ...operation(), carrier: 'UPS', tracking_number: '1Z' })
  return id
}
const CSV = 'email,first_name,last_name,points'
const upload = () => ({
  query: operation(),
  headers: { 'content-type': 'text/csv' },
  body: `${CSV}\n${randomUUID()}@example.com,Robin,Doe,5\n`,
})
async function imported({ desk, owner }: Stage): Promise<string> {
  const { query, headers, body } = upload()
  const url = `/api/admin/member-imports?${new URLSearchParams(query)}`
  const answer = await desk.world.app.server.inject({
    method: 'POST',
    url,
    headers: { ...owner, ...headers },
    payload: body,
  })
  await desk.finishRuns()
  return answer.json().import_id
}

/** What operators ask about members, their programme and their orders. */
export const CONSOLE_OPERATIONS: Record<string, Counted> = {
  'GET /api/admin/settings': { statements: 3 },
  'PUT /api/admin/settings': { statements: 9, ask: () => ({ body: { settings: otherSettings() } }) },
  'GET /api/admin/settings/versions': { statements: 2, ask: deepPage('admin/settings/versions') },
  'POST /api/admin/settings/rollback': {
    statements: 8,
    ask: async ({ desk }) => {
      const { items } = await desk.do('GET', 'settings/versions')
      await desk.settings(otherSettings())
      return { body: { version: items[0].version } }
    },
  },
  'GET /api/admin/ladder': { statements: 3 },
  'PUT /api/admin/ladder': {
    statements: 11,
    ask: async stage => ({ body: await otherLadder(stage) }),
  },
  'GET /api/admin/ladder/versions': { statements: 2, ask: deepPage('admin/ladder/versions') },
  'POST /api/admin/ladder/rollback': {
    statements: 10,
    ask: async stage => {
      const { items } = await stage.desk.do('GET', 'ladder/versions')
      await stage.desk.do('PUT', 'ladder', await otherLadder(stage))
      return { body: { version: items[0].version } }
    },
  },
  'GET /api/admin/achievements': { statements: 2, ask: deepPage('admin/achievements') },
  'PUT /api/admin/achievements/{key}': {
    statements: 8,
    ask: async stage => ({ path: [await published(stage)], body: { definition: achievement() } }),
  },
  'GET /api/admin/achievements/{key}': {
    statements: 3,
    readsMore: { rows: 130, because: 'the latest hundred versions' },
    ask: async stage => ({ path: [await published(stage)] }),
  },
  'POST /api/admin/achievements/validate': {
    statements: 1,
    ask: () => ({ body: { definition: ACHIEVEMENT } }),
  },
  'POST /api/admin/achievements/{key}/rollback': {
    statements: 8,
    ask: async stage => ({ path: [await published(stage)], body: { version: 1 } }),
  },
  'GET /api/admin/achievements/export': { statements: 2 },
  'POST /api/admin/achievements/import': {
    statements: 8,
    ask: () => ({
      body: {
        document: {
          format: 'synergy.achievements',
          version: 1,
          achievements: [{ key: 'counted', definition: achievement() }],
        },
      },
    }),
  },
  'GET /api/admin/achievement-templates': { statements: 1 },
  'POST /api/admin/achievements/{key}/dry-run': {
    statements: 7,
    readsMore: { rows: 20_000, because: 'counts the members whom the run will visit' },
    ask: async stage => ({ path: [await published(stage)], body: { definition: ACHIEVEMENT } }),
  },
  'POST /api/admin/achievements/{key}/back-fill': {
    statements: 7,
    readsMore: { rows: 20_000, because: 'the same' },
    ask: async stage => ({ path: [await published(stage)] }),
  },
  'GET /api/admin/campaigns': { statements: 2, ask: deepPage('admin/campaigns') },
  'POST /api/admin/campaigns': {
    statements: 11,
    ask: () => ({
      body: {
        ...operation(),
        definition: { ...spring(), from: '2032-01-01T00:00', until: '2032-02-01T00:00' },
      },
    }),
  },
  'GET /api/admin/campaigns/{id}': { statements: 3, ask: async stage => ({ path: [await campaign(stage)] }) },
  'PUT /api/admin/campaigns/{id}': {
    statements: 13,
    ask: async stage => ({ path: [await campaign(stage)], body: { definition: spring() } }),
  },
  'POST /api/admin/campaigns/validate': { statements: 2, ask: () => ({ body: { definition: spring() } }) },
  'POST /api/admin/campaigns/{id}/resume': {
    statements: 9,
    ask: async stage => ({ path: [await campaign(stage)] }),
  },
  'POST /api/admin/campaigns/{id}/pause': {
    statements: 9,
    ask: async ({ desk }) => ({
      path: [(await desk.do('POST', 'campaigns', { ...operation(), definition: spring() })).campaign.id],
    }),
  },
  'POST /api/admin/campaigns/estimate': { statements: 7, ask: () => ({ body: { definition: spring() } }) },
  'POST /api/admin/campaigns/{id}/undo': {
    statements: 9,
    ask: async stage => ({ path: [await campaign(stage)], body: { reason } }),
  },
  'GET /api/admin/members': { statements: 2, ask: deepPage('admin/members') },
  'GET /api/admin/members/{id}': { statements: 5, ask: ({ me }) => ({ path: [me.id] }) },
  'PATCH /api/admin/members/{id}': {
    statements: 10,
    ask: ({ me }) => ({ path: [me.id], body: { birth_month: 1 + (++changes % 12) } }),
  },
  'GET /api/admin/members/{id}/ledger': {
    statements: 3,
    ask: async stage => ({
      ...(await deepPage(`admin/members/${stage.me.id}/ledger`)(stage)),
      path: [stage.me.id],
    }),
  },
  'POST /api/admin/members/{id}/adjustments': {
    statements: 15,
    ask: ({ me }) => ({ path: [me.id], body: { ...operation(), points: 5, reason } }),
  },
  'POST /api/admin/members/{id}/erasure': {
    statements: 32,
    ask: async stage => ({
      path: [(await stage.veteran()).id],
      body: { ...operation(), confirm: true, reason },
    }),
  },
  'GET /api/admin/holds': { statements: 2, ask: deepPage('admin/holds') },
  'POST /api/admin/holds/{id}/release': {
    statements: 13,
    ask: async stage => ({ path: [await stage.hold()], body: operation() }),
  },
  'POST /api/admin/holds/{id}/reject': {
    statements: 18,
    readsMore: { rows: 100, because: 'counts what the member did anew' },
    ask: async stage => ({ path: [await stage.hold()], body: operation() }),
  },
  'GET /api/admin/runs': { statements: 2, ask: deepPage('admin/runs') },
  'GET /api/admin/runs/{id}': { statements: 2, ask: async stage => ({ path: [await running(stage)] }) },
  'POST /api/admin/runs/{id}/cancel': {
    statements: 7,
    ask: async stage => ({ path: [await running(stage)] }),
  },
  'GET /api/admin/rewards': { statements: 2, ask: deepPage('admin/rewards') },
  'POST /api/admin/rewards': {
    statements: 13,
    ask: () => ({ body: { ...operation(), definition: { ...SHIPPED, active: false } } }),
  },
  'GET /api/admin/rewards/{id}': {
    statements: 3,
    readsMore: { rows: 40, because: 'the latest twenty versions' },
    ask: ({ rewardId }) => ({ path: [rewardId] }),
  },
  'PUT /api/admin/rewards/{id}': {
    statements: 10,
    readsMore: { rows: 40, because: 'the same' },
    ask: ({ rewardId }) => ({
      path: [rewardId],
      body: { definition: { ...SHIPPED, description: changed() } },
    }),
  },
  'POST /api/admin/rewards/{id}/archive': {
    statements: 9,
    ask: async ({ shop }) => ({ path: [await shop.reward()] }),
  },
  'POST /api/admin/rewards/{id}/stock': {
    statements: 9,
    ask: async ({ shop }) => ({
      path: [await shop.reward({ active: false })],
      body: { ...operation(), set: 5 },
    }),
  },
  'POST /api/admin/rewards/{id}/vouchers': {
    statements: 11,
    ask: async ({ shop }) => ({
      path: [await shop.reward({ ...DIGITAL, active: false })],
      body: { ...operation(), codes: ['A', 'B'] },
    }),
  },
  'GET /api/admin/orders': { statements: 2, ask: deepPage('admin/orders') },
  'GET /api/admin/orders/{id}': { statements: 5, ask: async stage => ({ path: [await order(stage)] }) },
  'POST /api/admin/orders/{id}/process': {
    statements: 15,
    ask: async stage => ({ path: [await order(stage)], body: operation() }),
  },
  'POST /api/admin/orders/{id}/deliver': {
    statements: 16,
    ask: async stage => ({ path: [await shipped(stage)], body: operation() }),
  },
  'POST /api/admin/orders/{id}/ship': {
    statements: 15,
    ask: async stage => ({
      path: [await processed(stage)],
      body: { ...operation(), carrier: 'UPS', tracking_number: '1Z' },
    }),
  },
  'POST /api/admin/orders/{id}/cancel': {
    statements: 17,
    ask: async stage => ({ path: [await order(stage)], body: { ...operation(), reason } }),
  },
  'GET /api/admin/referrals': { statements: 2, ask: deepPage('admin/referrals', { state: 'review' }) },
  'POST /api/admin/referrals/{id}/allow': {
    statements: 18,
    ask: async stage => ({ path: [await stage.suspect()], body: operation() }),
  },
  'POST /api/admin/referrals/{id}/block': {
    statements: 16,
    ask: async stage => ({ path: [await stage.suspect()], body: operation() }),
  },
  'GET /api/admin/personalization/uplift': {
    statements: 2,
    readsMore: { rows: 2_000, because: 'a report of some weeks' },
  },
  'GET /api/admin/member-imports': { statements: 2, ask: deepPage('admin/member-imports') },
  'POST /api/admin/member-imports': {
    statements: 13,
    readsMore: { rows: 10_000, because: 'which of the brand’s few imports are under way' },
    ask: upload,
  },
  'POST /api/admin/member-imports/{id}/undo': {
    statements: 9,
    ask: async stage => ({ path: [await imported(stage)], body: { ...operation(), reason } }),
  },
  // Last, for what is adopted is counted at every scan.
  'POST /api/admin/achievement-templates/{template}/adopt': {
    statements: 9,
    ask: async ({ desk }) => {
      const { items } = await desk.do('GET', 'achievement-templates')
      return { path: [items[0].key], body: { key: `adopted_${++changes}` } }
    },
  },
}

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { countStatements } from '../../test/count-statements.ts'
import { addReward } from '../../test/goals/add-reward.ts'
import { openWorld, WORLD_SETTINGS, type World } from '../../test/world.ts'
import { createCampaign } from '../campaigns/index.ts'
import { dayOf, isoDate, monthOfYear } from '../platform/calendar.ts'
import { DEFAULT_LADDER, publishLadder } from '../ranks/index.ts'
import type { Brand } from '../tenancy/index.ts'
import type { NextBestActionView } from './schema.ts'

let world: World
let admin: pg.Client
let brand: Brand
let today: number

before(async () => {
  world = await openWorld()
  admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
  const expiry = { policy: 'after_earning' as const, months: 1, notice_days: 0 }
  const { id } = await world.addBrand({ slug: 'generous', settings: { ...WORLD_SETTINGS, expiry } })
  const fall = { after_months: 1, grace_days: 0, notice_days: 0 }
  await world.platform.db.transaction(id, tx =>
    publishLadder(tx, { ladder: { ...DEFAULT_LADDER, fall }, at: world.time.now, by: null }),
  )
  world.app.brands.forget(id)
  brand = await world.app.brands.byId(id)
  today = dayOf(world.time.now, brand.timeZone)
})
after(async () => {
  await admin.end()
  await world.close()
})

async function addCampaign(name: string, parts: object) {
  await world.platform.db.transaction(brand.id, tx =>
    createCampaign(tx, {
      definition: {
        name,
        description: '',
        from: `${isoDate(today - 1)}T00:00`,
        until: `${isoDate(today + 5)}T00:00`,
        effect: { multiplier_basis_points: 20_000 },
        when: {},
        stacks: true,
        priority: 50,
        ...parts,
      },
      timeZone: brand.timeZone,
      rankKeys: DEFAULT_LADDER.ranks.map(({ key }) => key),
      at: world.time.now,
      by: null,
      clientOpId: randomUUID(),
    }),
  )
  world.app.programs.campaigns.forget(brand.id)
}

async function ask(token: string, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) {
  const headers = world.headers({ brand, token })
  const url = `/api${path}`
  const answer = await world.app.server.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  assert.ok(answer.statusCode < 300, answer.body)
  return answer.json()
}

async function suggestionsOf(token: string): Promise<Record<string, NextBestActionView>> {
  const { items } = await ask(token, 'GET', '/next-best-actions')
  return Object.fromEntries(items.map((item: NextBestActionView) => [item.kind, item]))
}

test('what time, campaigns, rewards, the goal and friends offer is found for a member, in few statements', async () => {
  const [dear, cheap, far] = [
    await addReward(admin, brand.id, { name: 'Enamel tin', cost_points: 90 }),
    await addReward(admin, brand.id, { name: 'Sticker', cost_points: 10 }),
    await addReward(admin, brand.id, { name: 'Lamp', cost_points: 5_000 }),
  ]
  await addReward(admin, brand.id, { name: 'For gold', cost_points: 95, rank_key: 'gold' })
  const soldOut = await addReward(admin, brand.id, { name: 'Gone', cost_points: 99 })
  await admin.query('update reward_stock set remaining = 0 where reward_id = $1', [soldOut])
  const { id, token } = await world.addMember({ brand })
  const { codes } = await world.addCodes(1, { brand })
  await ask(token, 'POST', '/scans', { code: codes[0], client_op_id: randomUUID() })
  await admin.query(
    `update members set birth_month = $2, rank_key = 'silver', rank_offset = 0, lifetime_points = 5000 where id = $1`,
    [id, monthOfYear(today)],
  )
  await ask(token, 'PUT', '/goal', { reward_id: far })
  await addCampaign('Green days', { first_n: 5 })
  await addCampaign('For gold', { when: { ranks: ['gold'] }, until: `${isoDate(today + 2)}T00:00` })
  await addCampaign('Cake', { when: { birthday_month: true } })

  const found = await suggestionsOf(token)
  assert.equal(found.redeem_reward?.subject, dear)
  assert.notEqual(dear, cheap)
  assert.equal(found.finish_goal?.subject, far)
  assert.equal(found.finish_goal?.title, '4,900 points to Lamp')
  assert.equal(found.invite_friends?.title, 'Invite 10 friends for Lamp')
  assert.equal(found.campaign_running?.title, 'Green days: 2x points')
  assert.equal(found.birthday?.title, 'Happy birthday month: 2x points')
  assert.match(found.points_expiring?.title ?? '', /^100 points until [A-Z]/)
  assert.match(found.rank_will_fall?.title ?? '', /^Stay Silver$/)
  assert.ok(Object.values(found).every(({ reason }) => reason.startsWith('Because ')))

  const counts = countStatements(world)
  await suggestionsOf(token)
  counts.stop()
  // Member, counters, insight, goal, responses; lots, usage of limited campaigns, stock of affordable rewards.
  assert.deepEqual(counts.perTransaction, [8])
})

test('a campaign that has no room left is suggested to nobody', async () => {
  const { token } = await world.addMember({ brand })
  await addCampaign('Sold out', { first_n: 1, until: `${isoDate(today + 1)}T00:00` })
  assert.equal((await suggestionsOf(token)).campaign_running?.title, 'Sold out: 2x points')
  await admin.query('update campaign_usage set awards = first_n where brand_id = $1 and first_n = 1', [
    brand.id,
  ])
  assert.notEqual((await suggestionsOf(token)).campaign_running?.title, 'Sold out: 2x points')
})

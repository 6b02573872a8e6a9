import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, describe, test } from 'node:test'
import { addReward } from './goals/add-reward.ts'
import { recordStatements } from './hot/record-statements.ts'
import { ledgerFaults } from './invariants.ts'
import { type Guests, openGuests } from './referrals/guests.ts'

let guests: Guests
before(async () => {
  guests = await openGuests()
})
after(() => guests.close())
afterEach(async () => assert.deepEqual(await ledgerFaults(guests.admin), []))

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** Somebody who asks; $10 packs bring 100 points. */
async function member() {
  const { world, admin } = guests
  const { id, token, code } = await guests.host()
  const ask = async (method: Method, url: string, payload?: object) => {
    const headers = world.headers({ token })
    const answer = await world.app.server.inject({ method, url, headers, ...(payload ? { payload } : {}) })
    return { status: answer.statusCode, text: answer.body, body: answer.json() }
  }
  return {
    id,
    code,
    ask,
    get: async (url: string) => (await ask('GET', url)).body,
    wish: (reward_id: string, client_op_id = randomUUID()) =>
      ask('POST', '/api/wishlist', { client_op_id, reward_id }),
    aim: (reward_id: string) => ask('PUT', '/api/goal', { reward_id }),
    async scan() {
      const [pack] = (await world.addCodes(1)).codes
      const { body } = await ask('POST', '/api/scans', { code: pack, client_op_id: randomUUID() })
      assert.equal(body.verdict, 'claimed')
      return body
    },
    events: async () => {
      const { rows } = await admin.query(
        `select name from outbox where member_id = $1 and name ~ '^(goal|wishlist)' order by id`,
        [id],
      )
      return rows.map(({ name }) => name)
    },
  }
}

const reward = (cost_points: number, more: object = {}) =>
  addReward(guests.admin, guests.world.brand.id, { cost_points, ...more })
const archive = (id: string) =>
  guests.admin.query('update rewards set archived_at = now() where id = $1', [id])

describe('a wish', () => {
  test('is there once, with the way to it, until it is taken back', async () => {
    const robin = await member()
    const grinder = await reward(700, { name: 'Grinder' })
    const operation = randomUUID()
    const first = await robin.wish(grinder, operation)
    assert.deepEqual([first.status, first.body], [200, { reward_id: grinder, added: true }])
    assert.equal((await robin.wish(grinder, operation)).text, first.text)
    assert.deepEqual((await robin.wish(grinder)).body.added, false)
    await robin.scan()
    const { items } = await robin.get('/api/wishlist')
    const { added_at, ...wish } = items[0]
    assert.ok(Date.parse(added_at) <= Date.now())
    assert.deepEqual(
      [items.length, wish],
      [
        1,
        {
          reward: { id: grinder, name: 'Grinder', cost_points: 700, available: true },
          points_needed: 600,
          progress: 100 / 700,
          reached: false,
          friends_needed: 2,
          days_at_pace: 42,
        },
      ],
    )
    assert.deepEqual((await robin.ask('DELETE', `/api/wishlist/${grinder}`)).body, { removed: true })
    assert.deepEqual((await robin.ask('DELETE', `/api/wishlist/${grinder}`)).body, { removed: false })
    assert.deepEqual((await robin.get('/api/wishlist')).items, [])
    assert.deepEqual(await robin.events(), ['wishlist_item_added', 'wishlist_item_removed'])
  })

  test('is each member’s own, also under an operation id that another has used', async () => {
    const [robin, wren] = [await member(), await member()]
    const grinder = await reward(700)
    const operation = randomUUID()
    assert.equal((await robin.wish(grinder, operation)).body.added, true)
    assert.equal((await wren.wish(grinder, operation)).body.added, true)
    assert.equal((await wren.get('/api/wishlist')).items.length, 1)
  })

  test('moves what is counted up and down', async () => {
    await guests.world.addAchievement(guests.world.brand, 'dreamer', {
      criteria: { metric: 'wishlist_items', operator: 'at_least', value: [2], timeframe: 'all_time' },
    })
    const robin = await member()
    const unlocked = async () => {
      const { rows } = await guests.admin.query('select achievement_count from members where id = $1', [
        robin.id,
      ])
      return rows[0].achievement_count
    }
    const [a, b] = [await reward(500), await reward(600)]
    await robin.wish(a)
    await robin.ask('DELETE', `/api/wishlist/${a}`)
    await robin.wish(a)
    assert.equal(await unlocked(), 0, 'up, down and up is one')
    await robin.wish(b)
    assert.equal(await unlocked(), 1)
  })

  test('for what is not offered is refused; what is withdrawn later stays, and says so', async () => {
    const robin = await member()
    for (const [what, id] of [
      ['nobody’s', randomUUID()],
      ['archived', await reward(500)],
      ['not active', await reward(500, { active: false })],
    ] as const) {
      if (what === 'archived') await archive(id)
      const { status, body } = await robin.wish(id)
      assert.deepEqual([status, body.code], [404, 'not_found'], what)
    }
    const bad = await robin.wish('x')
    assert.deepEqual([bad.status, bad.body.errors[0].field], [400, 'reward_id'])
    const fleeting = await reward(500)
    await robin.wish(fleeting)
    await archive(fleeting)
    assert.equal((await robin.get('/api/wishlist')).items[0].reward.available, false)
  })

  test('the 101st is refused, also when many come at once', async () => {
    const robin = await member()
    const ids: string[] = []
    for (let i = 0; i < 103; i++) ids.push(await reward(500))
    await guests.admin.query(
      `insert into wishlist_items select $1, $2, id, now() from unnest($3::uuid[]) id`,
      [guests.world.brand.id, robin.id, ids.slice(0, 97)],
    )
    const answers = await Promise.all(ids.slice(97).map(id => robin.wish(id)))
    assert.deepEqual(answers.map(({ status, body }) => body.code ?? status).sort(), [
      200,
      200,
      200,
      'wishlist_full',
      'wishlist_full',
      'wishlist_full',
    ])
    assert.equal((await robin.get('/api/wishlist')).items.length, 100)
  })
})

describe('a goal', () => {
  test('is one, says how far it is and what leads there, and is given up', async () => {
    const robin = await member()
    assert.deepEqual(await robin.get('/api/goal'), { goal: null })
    const [near, far] = [await reward(500, { name: 'Near' }), await reward(5_000, { name: 'Far' })]
    await robin.scan()
    await robin.aim(near)
    const { status, body } = await robin.aim(far)
    assert.equal(status, 200)
    const { goal } = await robin.get('/api/goal')
    assert.deepEqual(goal, body.goal)
    assert.deepEqual(
      [goal.reward.name, goal.balance, goal.points_needed, goal.friends_needed],
      ['Far', 100, 4_900, 10],
    )
    assert.deepEqual(goal.days_at_pace, 343, '100 points in the week that is the least')
    assert.deepEqual(
      goal.ways.map(({ text }: { text: string }) => text),
      [
        '49 more packs of Ten dollar flower',
        'Invite 10 friends: 500 points each',
        'Unlock “Third time”: 250 points',
      ],
    )
    assert.deepEqual([goal.celebration, goal.next_suggestion], [null, null])
    const again = await robin.aim(far)
    assert.equal(again.body.goal.set_at, goal.set_at, 'set again, it changes nothing')
    assert.deepEqual((await robin.ask('DELETE', '/api/goal')).body, { removed: true })
    assert.deepEqual((await robin.ask('DELETE', '/api/goal')).body, { removed: false })
    assert.deepEqual(await robin.events(), ['goal_set', 'goal_set'])
  })

  test('moves in the scan: each quarter is told once, and it is completed once, whatever is spent afterwards', async () => {
    const robin = await member()
    const [wanted, next] = [await reward(600, { name: 'Wanted' }), await reward(620, { name: 'Next' })]
    await robin.aim(wanted)
    const first = await robin.scan()
    assert.deepEqual(first.goal, {
      reward_id: wanted,
      name: 'Wanted',
      cost: 600,
      balance: 100,
      points_needed: 500,
      progress: 100 / 600,
      reached: false,
    })
    await robin.scan()
    const { goal } = await robin.scan()
    assert.deepEqual((await robin.get('/api/dashboard')).goal, goal, 'the home screen shows the same')
    const { rows } = await guests.admin.query('select points_balance::int as b from members where id = $1', [
      robin.id,
    ])
    assert.deepEqual([goal.balance, goal.reached], [rows[0].b, rows[0].b >= 600])
    while (!(await robin.get('/api/goal')).goal.reached) await robin.scan()
    const done = (await robin.get('/api/goal')).goal
    assert.ok(done.completed_at)
    assert.deepEqual([done.celebration, done.ways], ['You got there: Wanted is yours to redeem.', []])
    const events = await robin.events()
    assert.equal(events.at(-1), 'goal_completed')
    assert.deepEqual([...new Set(events.slice(1, -1))], ['goal_progressed'])
    const suggestion = done.next_suggestion
    assert.ok(suggestion && suggestion.cost_points > done.balance && suggestion.id !== next)
    await guests.operator('POST', `members/${robin.id}/adjustments`, {
      client_op_id: randomUUID(),
      points: -500,
      reason: 'Spent at the shop',
    })
    const spent = await robin.scan()
    assert.deepEqual([spent.goal.reached, spent.goal.points_needed > 0], [true, true])
    assert.deepEqual((await robin.events()).filter(name => name === 'goal_completed').length, 1)
  })

  test('that is reached already is completed when it is set; one whose reward goes is shown as gone', async () => {
    const robin = await member()
    await robin.scan()
    const cheap = await reward(50, { name: 'Cheap' })
    const { goal } = (await robin.aim(cheap)).body
    assert.ok(goal.reached && goal.completed_at)
    assert.deepEqual(await robin.events(), ['goal_set', 'goal_completed'])
    await archive(cheap)
    const gone = (await robin.get('/api/goal')).goal
    assert.deepEqual(
      [gone.reward.available, gone.celebration],
      [false, 'You got there: Cheap. It is no longer available.'],
    )
    assert.equal((await robin.scan()).goal, null)
    assert.equal((await robin.aim(randomUUID())).body.code, 'not_found')
  })

  test('is completed once by many scans at the same moment', async () => {
    const robin = await member()
    await robin.aim(await reward(300))
    const answers = await Promise.all(Array.from({ length: 8 }, () => robin.scan()))
    assert.equal((await robin.events()).filter(name => name === 'goal_completed').length, 1)
    const reached = answers.filter(({ goal }) => goal.reached)
    assert.ok(reached.length >= 5 && reached.every(({ goal }) => goal.balance >= 300))
  })

  test('is completed by a friend as well', async () => {
    const robin = await member()
    await robin.aim(await reward(500))
    const { state } = await guests.join({ referralCode: robin.code })
    assert.equal(state, 'converted')
    assert.deepEqual(await robin.events(), ['goal_set', 'goal_completed'])
    assert.ok((await robin.get('/api/goal')).goal.completed_at)
  })

  test('follows its reward’s price', async () => {
    const robin = await member()
    const id = await reward(1_000)
    await robin.aim(id)
    await guests.admin.query(
      `insert into reward_versions (brand_id, reward_id, version, definition, created_at)
       select brand_id, reward_id, 2, definition || '{"cost_points": 80}', now() from reward_versions where reward_id = $1`,
      [id],
    )
    await guests.admin.query('update rewards set current_version = 2 where id = $1', [id])
    const { goal } = await robin.scan()
    assert.deepEqual([goal.cost, goal.reached], [80, true])
  })
})

test('a screen costs as many statements with a history as without', async () => {
  const robin = await member()
  await robin.aim(await reward(50_000))
  await robin.wish(await reward(500))
  await robin.scan()
  for (const url of ['/api/goal', '/api/wishlist']) {
    const count = async () =>
      (await recordStatements(() => robin.get(url))).filter(
        ({ text }) => !/sessions_revoked|outbox/.test(text),
      ).length
    await count()
    const before = await count()
    for (let i = 0; i < 4; i++) await robin.scan()
    await robin.wish(await reward(600))
    assert.equal(await count(), before, url)
  }
})

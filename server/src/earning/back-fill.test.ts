import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Customer, type Desk, openDesk } from '../../test/earning/desk.ts'
import { ACHIEVEMENT, openWorld, type World } from '../../test/world.ts'
import { startRun } from '../activity/index.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const newDesk = () => openDesk(undefined, { world, settings: { second_scan_basis_points: 10_000 } })

const definition = (value: number, more: object = {}) => ({
  ...ACHIEVEMENT,
  criteria: { ...ACHIEVEMENT.criteria, value: [value] },
  rewards: { points: 40 },
  ...more,
})

/** Members of whom each has scanned so many packs. */
async function membersWith(desk: Desk, scans: number[]): Promise<Customer[]> {
  const members: Customer[] = []
  for (const count of scans) {
    const member = await desk.member()
    for (let i = 0; i < count; i++) await desk.scan(member)
    members.push(member)
  }
  return members
}

async function startBackFill(desk: Desk, key: string): Promise<string> {
  return (await desk.do('POST', `achievements/${key}/back-fill`)).run_id
}

/** Everything but the run itself and its audit. */
async function programmeOf(desk: Desk) {
  const { runs: _, audit_entries: __, ...rest } = await desk.fingerprint()
  return rest
}

const unlockedBy = async (desk: Desk, members: Customer[]) =>
  Promise.all(members.map(async member => (await desk.account(member)).unlocked.length))

/** From now on nobody unlocks anything after so many have. */
const killAfter = async (desk: Desk, unlocks: number) => {
  await desk.rows(`
    create function die() returns trigger language plpgsql as $$ begin
      if (select count(*) from member_achievements where brand_id = new.brand_id) >= ${unlocks}
      then raise exception 'killed'; end if; return new; end $$`)
  await desk.rows(
    'create trigger die before insert on member_achievements for each row execute function die()',
  )
  return () => desk.rows('drop function die cascade')
}

describe('a back-fill', () => {
  test('unlocks where the rule is met, keeps the progress of all others, and a second one changes nothing', async () => {
    const desk = await newDesk()
    const members = await membersWith(desk, [1, 2, 3])
    await desk.do('PUT', 'achievements/second', { definition: definition(2) })
    await startBackFill(desk, 'second')
    const run = await desk.finishRuns()
    assert.deepEqual([run.state, run.done, run.total, run.result.unlocked], ['done', 3, 3, 2])
    assert.deepEqual(await unlockedBy(desk, members), [0, 1, 1])
    await desk.checkBooks()
    const before = await programmeOf(desk)
    await startBackFill(desk, 'second')
    assert.equal((await desk.finishRuns()).result.unlocked, 0)
    assert.deepEqual(await programmeOf(desk), before)
    const answer = await desk.scan(members[0] as Customer)
    assert.deepEqual([answer.achievements_unlocked[0]?.key, answer.points_earned], ['second', 140])
  })

  test('of a rule of the last days counts no older ones', async () => {
    const desk = await newDesk()
    const members = await membersWith(desk, [2])
    desk.pass(6 * 24)
    members.push(...(await membersWith(desk, [2])))
    desk.pass(2 * 24)
    const criteria = { ...ACHIEVEMENT.criteria, value: [2], timeframe: '7d' as const }
    await desk.do('PUT', 'achievements/recent', { definition: definition(2, { criteria }) })
    await startBackFill(desk, 'recent')
    await desk.finishRuns()
    assert.deepEqual(await unlockedBy(desk, members), [0, 1])
  })

  test('killed between two slices goes on where it stopped, and nobody unlocks twice', async () => {
    const desk = await newDesk()
    const members = await membersWith(desk, Array(60).fill(1))
    await desk.do('PUT', 'achievements/first', { definition: definition(1) })
    const id = await startBackFill(desk, 'first')
    const heal = await killAfter(desk, 50)
    await assert.rejects(desk.advance(id), /killed/)
    const half = await desk.do('GET', `runs/${id}`)
    assert.deepEqual([half.state, half.done, half.result.unlocked], ['running', 50, 50])
    await desk.checkBooks()
    await heal()
    await desk.advance(id)
    const run = await desk.do('GET', `runs/${id}`)
    assert.deepEqual([run.state, run.done, run.result.unlocked], ['done', 60, 60])
    assert.deepEqual(await unlockedBy(desk, members), Array(60).fill(1))
    await desk.checkBooks()
  })

  test('that is cancelled keeps what it did and does no more; it cannot be cancelled twice', async () => {
    const desk = await newDesk()
    await membersWith(desk, Array(60).fill(1))
    await desk.do('PUT', 'achievements/first', { definition: definition(1) })
    const id = await startBackFill(desk, 'first')
    const heal = await killAfter(desk, 50)
    await assert.rejects(desk.advance(id), /killed/)
    await heal()
    assert.equal((await desk.do('POST', `runs/${id}/cancel`)).state, 'cancelled')
    await desk.advance(id)
    const run = await desk.do('GET', `runs/${id}`)
    assert.deepEqual([run.state, run.done], ['cancelled', 50])
    const again = await desk.ask('POST', `runs/${id}/cancel`)
    assert.deepEqual([again.status, again.body.code], [409, 'run_is_over'])
    await desk.checkBooks()
  })

  test('beside scans of the same members loses none of them', async () => {
    const desk = await newDesk()
    const members = await membersWith(desk, Array(30).fill(1))
    await desk.do('PUT', 'achievements/second', { definition: definition(2) })
    const id = await startBackFill(desk, 'second')
    await Promise.all([desk.advance(id), ...members.map(member => desk.scan(member))])
    assert.deepEqual(await unlockedBy(desk, members), Array(30).fill(1))
    const [counted] = await desk.rows(
      `select count(*)::int from member_counters where brand_id = $1 and counters->'scans' = '2'`,
      [desk.brand.id],
    )
    assert.equal(counted?.count, 30)
    await desk.checkBooks()
  })

  test('that can never succeed fails with its reason, and is not tried for ever', async () => {
    const desk = await newDesk()
    const id = await world.platform.db.transaction(desk.brand.id, tx =>
      startRun(tx, {
        kind: 'achievement_back_fill',
        subject: 'achievement:gone',
        input: { key: 'gone' },
        at: world.time.now,
        startedBy: null,
      }),
    )
    await desk.advance(id)
    const run = await desk.do('GET', `runs/${id}`)
    assert.deepEqual([run.state, run.failure], ['failed', 'There is no such achievement'])
    await desk.advance(id)
  })

  test('of what there is not is 404, and analysts start none', async () => {
    const desk = await newDesk()
    assert.equal((await desk.ask('POST', 'achievements/gone/back-fill')).status, 404)
    assert.equal((await desk.ask('POST', 'achievements/gone/back-fill', undefined, 'analyst')).status, 403)
  })
})

describe('a dry run', () => {
  test('says who, how many and at what cost, and changes nothing; the back-fill then does just that', async () => {
    const desk = await newDesk()
    const members = await membersWith(desk, [1, 3, 3])
    const before = await programmeOf(desk)
    await desk.do('POST', 'achievements/third/dry-run', { definition: definition(3) })
    const { result } = await desk.finishRuns()
    assert.deepEqual(result, {
      checked: 3,
      would_unlock: 2,
      points: 80,
      sample: members.slice(1).map(({ id }) => id),
    })
    assert.deepEqual(await programmeOf(desk), before)
    await desk.do('PUT', 'achievements/third', { definition: definition(3) })
    await startBackFill(desk, 'third')
    assert.equal((await desk.finishRuns()).result.unlocked, 2)
    await desk.do('POST', 'achievements/third/dry-run', { definition: definition(2) })
    assert.equal((await desk.finishRuns()).result.would_unlock, 0, 'they have it')
  })

  test('counts unlocked achievements as well', async () => {
    const desk = await newDesk()
    await desk.do('PUT', 'achievements/first', { definition: definition(1) })
    await membersWith(desk, [1, 0])
    const criteria = { ...ACHIEVEMENT.criteria, metric: 'achievements_unlocked' as const, value: [1] }
    await desk.do('POST', 'achievements/keen/dry-run', { definition: definition(1, { criteria }) })
    assert.deepEqual((await desk.finishRuns()).result.would_unlock, 1)
  })
})

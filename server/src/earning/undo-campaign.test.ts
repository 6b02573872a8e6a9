import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Customer, type Desk, openDesk } from '../../test/earning/desk.ts'
import { ACHIEVEMENT, openWorld, type World } from '../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const newDesk = () => openDesk(undefined, { world, settings: { second_scan_basis_points: 10_000 } })

const DOUBLE = { multiplier_basis_points: 20_000 }
const BONUS = { bonus_points: 30 }

async function campaign(desk: Desk, effect: object, more: object = {}): Promise<string> {
  const day = (days: number) =>
    new Date(world.time.now.getTime() + days * 86_400_000).toISOString().slice(0, 16)
  const definition = {
    name: JSON.stringify(effect),
    description: '',
    from: day(-2),
    until: day(43),
    effect,
    when: {},
    stacks: true,
    priority: 50,
    ...more,
  }
  const answer = await desk.do('POST', 'campaigns', { client_op_id: randomUUID(), definition })
  return answer.campaign.id
}

async function undo(desk: Desk, id: string) {
  await desk.do('POST', `campaigns/${id}/undo`, { reason: 'A wrong product' })
  const run = await desk.finishRuns()
  assert.equal(run.state, 'done', run.failure)
  await desk.checkBooks()
  return run
}

const balanceOf = async (desk: Desk, member: Customer) => (await desk.account(member)).balance

describe('undoing a campaign', () => {
  test('takes back its bonus, or its part of a multiplied scan, and what another gave stays', async () => {
    const desk = await newDesk()
    const [double, bonus] = [await campaign(desk, DOUBLE), await campaign(desk, BONUS)]
    const member = await desk.member()
    const answer = await desk.scan(member)
    assert.deepEqual(
      [answer.points_earned, answer.campaigns.map((one: { points: number }) => one.points)],
      [230, [100, 30]],
    )
    const run = await undo(desk, bonus)
    assert.deepEqual([run.result, run.done], [{ awards: 1, points: 30, owed: 0 }, 1])
    assert.equal(await balanceOf(desk, member), 200)
    await undo(desk, double)
    const { balance, lifetime } = await desk.account(member)
    assert.deepEqual([balance, lifetime], [100, 100])
    assert.equal((await desk.scan(member)).points_earned, 100, 'it gives no more')
  })

  test('leaves owed what was spent', async () => {
    const desk = await newDesk()
    const id = await campaign(desk, DOUBLE)
    const member = await desk.member()
    await desk.scan(member)
    await desk.adjust(member, -170, { counts_for_rank: false })
    const { result } = await undo(desk, id)
    assert.deepEqual(result, { awards: 1, points: 100, owed: 70 })
    const { balance, owed } = await desk.account(member)
    assert.deepEqual({ balance, owed }, { balance: 0, owed: 70 })
  })

  test('takes nothing of a pack that was returned', async () => {
    const desk = await newDesk()
    const id = await campaign(desk, DOUBLE)
    const member = await desk.member()
    const [code] = (await desk.codes(1)) as [string]
    await desk.scan(member, { code })
    await desk.giveBack(code)
    const { result } = await undo(desk, id)
    assert.deepEqual([result.points, await balanceOf(desk, member)], [0, 0])
  })

  test('shrinks a hold, with the achievement that is not reached without it', async () => {
    const desk = await newDesk()
    await desk.settings({ holds: { settle_after_hours: 0, review_from_scan_of_day: 2 } })
    await world.addAchievement(desk.brand, 'rich', {
      criteria: { ...ACHIEVEMENT.criteria, metric: 'points_earned', value: [300] },
      rewards: { points: 15 },
    })
    const ids = [await campaign(desk, DOUBLE), await campaign(desk, BONUS)]
    const member = await desk.member()
    await desk.scan(member)
    assert.equal((await desk.scan(member)).points_held, 245)
    for (const id of ids) await undo(desk, id)
    const { balance, held, unlocked } = await desk.account(member)
    assert.deepEqual({ balance, held, unlocked }, { balance: 100, held: 100, unlocked: [] })
    const [hold] = (await desk.do('GET', 'holds')).items
    const released = await desk.do('POST', `holds/${hold.id}/release`, { client_op_id: randomUUID() })
    assert.deepEqual([released.points, released.new_balance], [100, 200])
    await desk.checkBooks()
  })

  test('ends a hold that was all of it, and the scan stands', async () => {
    const desk = await newDesk()
    await desk.settings({
      points_per_dollar: 0,
      holds: { settle_after_hours: 5, review_from_scan_of_day: null },
    })
    const id = await campaign(desk, BONUS)
    const member = await desk.member()
    const [code] = (await desk.codes(1)) as [string]
    await desk.scan(member, { code })
    const { result } = await undo(desk, id)
    assert.deepEqual(result, { awards: 1, points: 30, owed: 0 })
    assert.equal((await desk.account(member)).held, 0)
    assert.equal((await desk.scan(member, { code })).verdict, 'already_yours')
    assert.equal((await desk.giveBack(code)).status, 200)
    await desk.checkBooks()
  })

  test('goes through many awards, of one member and of many, and goes on after it was killed', async () => {
    const desk = await newDesk()
    const id = await campaign(desk, BONUS)
    const members = await Promise.all(Array.from({ length: 25 }, () => desk.member()))
    for (const member of members) await desk.scan(member)
    for (let i = 0; i < 4; i++) await desk.scan(members[0] as Customer)
    await desk.do('POST', `campaigns/${id}/undo`, { reason: 'A wrong product' })
    await desk.rows(`
      create function die() returns trigger language plpgsql as $$ begin
        if (select count(*) from ledger_entries where brand_id = new.brand_id and reason = 'reversal') >= 22
        then raise exception 'killed'; end if; return new; end $$`)
    await desk.rows('create trigger die before insert on ledger_entries for each row execute function die()')
    await assert.rejects(desk.finishRuns(), /killed/)
    await desk.checkBooks()
    await desk.rows('drop function die cascade')
    const run = await desk.finishRuns()
    assert.deepEqual([run.state, run.result], ['done', { awards: 29, points: 29 * 30, owed: 0 }])
    const [left] = await desk.rows(
      `select sum(points_balance)::int as total, count(*) filter (where points_balance <> scan_count * 100)::int as wrong
       from members where brand_id = $1`,
      [desk.brand.id],
    )
    assert.deepEqual(left, { total: 2_900, wrong: 0 })
    await desk.checkBooks()
  })

  for (const [effect, points] of [
    [DOUBLE, 100],
    [BONUS, 30],
  ] as const) {
    test(`takes ${points} out of what a recall has put under review`, async () => {
      const desk = await newDesk()
      const id = await campaign(desk, effect)
      const member = await desk.member()
      const { batchId, codes } = await world.addCodes(1, { brand: desk.brand })
      await desk.scan(member, { code: codes[0] as string })
      await desk.do('POST', 'recalls', {
        client_op_id: randomUUID(),
        batch_ids: [batchId],
        reason: 'Mould was found',
        made_good: 'hold',
      })
      await desk.finishRuns()
      assert.equal((await desk.account(member)).held, 100 + points)
      assert.deepEqual((await undo(desk, id)).result, { awards: 1, points, owed: 0 })
      const { balance, held, owed } = await desk.account(member)
      assert.deepEqual({ balance, held, owed }, { balance: 0, held: 100, owed: 0 })
      const [hold] = await desk.rows('select id from point_holds where member_id = $1', [member.id])
      await desk.do('POST', `holds/${hold?.id}/release`, { client_op_id: randomUUID() })
      assert.equal(await balanceOf(desk, member), 100)
      await desk.checkBooks()
    })
  }

  test('goes past who was erased', async () => {
    const desk = await newDesk()
    const id = await campaign(desk, BONUS)
    const [gone, here] = [await desk.member(), await desk.member()]
    for (const member of [gone, here]) await desk.scan(member)
    await desk.rows(`update members set state = 'erased' where id = $1`, [gone.id])
    assert.equal((await undo(desk, id)).result.points, 30)
    assert.equal(await balanceOf(desk, here), 100)
  })

  test('a second time is 409; of one that there is not 404; without a reason 400', async () => {
    const desk = await newDesk()
    const id = await campaign(desk, BONUS)
    await undo(desk, id)
    const before = await desk.fingerprint()
    const again = await desk.ask('POST', `campaigns/${id}/undo`, { reason: 'Once more' })
    assert.deepEqual([again.status, again.body.code], [409, 'campaign_undone'])
    assert.equal((await desk.ask('POST', `campaigns/${randomUUID()}/undo`, { reason: 'None' })).status, 404)
    const silent = await desk.ask('POST', `campaigns/${id}/undo`, { reason: '   ' })
    assert.deepEqual([silent.status, silent.body.errors[0].field], [400, 'reason'])
    assert.deepEqual(await desk.fingerprint(), before)
  })
})

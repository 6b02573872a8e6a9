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

/** A desk that reviews the second scan of a day, where the second scan also unlocks an achievement of 40 points. */
async function reviewingDesk() {
  const desk = await openDesk(undefined, { world })
  await desk.settings({
    second_scan_basis_points: 10_000,
    holds: { settle_after_hours: 0, review_from_scan_of_day: 2 },
  })
  await desk.do('PUT', 'ladder', {
    ranks: [
      { key: 'low', name: 'Low', threshold: 0, multiplier_basis_points: 10_000 },
      { key: 'high', name: 'High', threshold: 200, multiplier_basis_points: 10_000, rewards: { points: 50 } },
    ],
    fall: null,
  })
  await world.addAchievement(desk.brand, 'second', {
    criteria: { ...ACHIEVEMENT.criteria, value: [2] },
    rewards: { points: 40 },
  })
  return desk
}

async function heldMember(desk: Desk): Promise<{ member: Customer; hold: string; code: string }> {
  const member = await desk.member()
  await desk.scan(member)
  const [code] = (await desk.codes(1)) as [string]
  const answer = await desk.scan(member, { code })
  assert.deepEqual([answer.points_earned, answer.points_held, answer.new_balance], [140, 140, 100])
  assert.deepEqual(answer.hold, { reason: 'review', settles_at: null })
  const [row] = await desk.rows<{ id: string }>('select id from point_holds where member_id = $1', [
    member.id,
  ])
  return { member, code, hold: row?.id as string }
}

const review = (
  desk: Desk,
  hold: string,
  verdict: 'release' | 'reject',
  client_op_id: string = randomUUID(),
) => desk.ask('POST', `holds/${hold}/${verdict}`, { client_op_id, note: 'Looked at' }, 'support')

const shortAccount = async (desk: Desk, member: Customer) => {
  const { balance, held, lifetime, rank, scans, unlocked } = await desk.account(member)
  return { balance, held, lifetime, rank, scans, unlocked }
}

describe('held points', () => {
  test('are in no balance and count for no rank, but counters have moved; the review list has them', async () => {
    const desk = await reviewingDesk()
    const { member, hold } = await heldMember(desk)
    assert.deepEqual(await shortAccount(desk, member), {
      balance: 100,
      held: 140,
      lifetime: 100,
      rank: 'low',
      scans: 2,
      unlocked: ['second'],
    })
    const { items } = await desk.do('GET', 'holds')
    assert.deepEqual(
      items.map(({ id, points, detail }: Record<string, unknown>) => ({ id, points, detail })),
      [{ id: hold, points: 140, detail: 'scan 2 of the day' }],
    )
    await desk.checkBooks()
  })

  test('released are entered as what they would have been, and the rank follows with its reward', async () => {
    const desk = await reviewingDesk()
    const { member, hold } = await heldMember(desk)
    const { status, body } = await review(desk, hold, 'release')
    assert.deepEqual(
      [status, body],
      [200, { id: hold, state: 'released', points: 140, new_balance: 290, rank: 'high' }],
    )
    assert.deepEqual(
      (await desk.entries(member)).map(({ reason, amount }) => [reason, amount]),
      [
        ['scan', 100],
        ['scan', 100],
        ['achievement', 40],
        ['rank', 50],
      ],
    )
    const actions = await desk.rows<{ action_id: string; name: string }>(
      `select e.action_id, a.name from ledger_entries e join actions a on a.id = e.action_id
       where e.member_id = $1 order by seq`,
      [member.id],
    )
    assert.deepEqual(
      actions.map(({ name }) => name),
      ['product_scanned', 'product_scanned', 'product_scanned', 'points_released'],
    )
    assert.deepEqual(await shortAccount(desk, member), {
      balance: 290,
      held: 0,
      lifetime: 290,
      rank: 'high',
      scans: 2,
      unlocked: ['second'],
    })
    await desk.checkBooks()
  })

  test('rejected never come, nor does what the scan unlocked; the code stays claimed and the scan is made', async () => {
    const desk = await reviewingDesk()
    const { member, hold, code } = await heldMember(desk)
    const { body } = await review(desk, hold, 'reject')
    assert.deepEqual([body.state, body.new_balance], ['rejected', 100])
    assert.deepEqual(await shortAccount(desk, member), {
      balance: 100,
      held: 0,
      lifetime: 100,
      rank: 'low',
      scans: 2,
      unlocked: [],
    })
    assert.equal((await desk.scan(member, { code })).verdict, 'already_yours')
    const [counted] = await desk.rows(
      `select counters->'scans' as scans from member_counters where member_id = $1`,
      [member.id],
    )
    assert.equal(counted?.scans, 1)
    await desk.checkBooks()
  })

  test('are settled once: a second verdict is 409 and changes nothing, the same one again answers its bytes', async () => {
    const desk = await reviewingDesk()
    for (const verdict of ['release', 'reject'] as const) {
      const { hold } = await heldMember(desk)
      const operation = randomUUID()
      const first = await review(desk, hold, verdict, operation)
      const before = await desk.fingerprint()
      assert.equal((await review(desk, hold, verdict, operation)).text, first.text)
      for (const other of ['release', 'reject'] as const) {
        const { status, body } = await review(desk, hold, other)
        assert.deepEqual([status, body.code], [409, 'hold_is_over'])
      }
      assert.deepEqual(await desk.fingerprint(), before)
      const reused = await review(desk, hold, verdict === 'release' ? 'reject' : 'release', operation)
      assert.deepEqual([reused.status, reused.body.code], [409, 'operation_reused'])
    }
    assert.equal((await review(desk, randomUUID(), 'release')).status, 404)
  })

  test('reviewed by two people at once are settled by one of them', async () => {
    const desk = await reviewingDesk()
    for (let round = 0; round < 5; round++) {
      const { hold } = await heldMember(desk)
      const replies = await Promise.all([review(desk, hold, 'release'), review(desk, hold, 'reject')])
      assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 409])
    }
    await desk.checkBooks()
  })

  test('are for support and owners to review, and each verdict is audited', async () => {
    const desk = await reviewingDesk()
    const { hold } = await heldMember(desk)
    const payload = { client_op_id: randomUUID() }
    for (const role of ['marketer', 'analyst'] as const) {
      assert.equal((await desk.ask('POST', `holds/${hold}/release`, payload, role)).status, 403)
    }
    await review(desk, hold, 'reject')
    const [entry] = (await desk.do('GET', 'audit?limit=1')).items
    assert.deepEqual([entry.action, entry.subject], ['hold.rejected', `hold:${hold}`])
    assert.deepEqual(
      [entry.before, entry.after],
      [
        { state: 'held', points: 140 },
        { state: 'rejected', note: 'Looked at' },
      ],
    )
  })
})

describe('points that settle by themselves', () => {
  test('are released when their hours are over, by the job or by the member’s next scan', async () => {
    const desk = await openDesk(undefined, { world })
    await desk.settings({
      second_scan_basis_points: 10_000,
      holds: { settle_after_hours: 48, review_from_scan_of_day: null },
    })
    const [patient, busy] = [await desk.member(), await desk.member()]
    const first = await desk.scan(patient)
    assert.deepEqual([first.new_balance, first.points_held, first.hold.reason], [0, 100, 'settling'])
    await desk.scan(busy)
    desk.pass(47)
    assert.equal(await desk.settle(), 0)
    desk.pass(1)
    assert.equal((await desk.scan(busy)).new_balance, 100)
    assert.equal(await desk.settle(), 1)
    assert.equal(await desk.settle(), 0)
    assert.equal((await desk.account(patient)).balance, 100)
    await desk.checkBooks()
  })

  test('can be released or rejected before; over, it is 409', async () => {
    const desk = await openDesk(undefined, { world })
    await desk.settings({ holds: { settle_after_hours: 48, review_from_scan_of_day: null } })
    const member = await desk.member()
    await desk.scan(member)
    const [row] = await desk.rows<{ id: string }>('select id from point_holds where member_id = $1', [
      member.id,
    ])
    desk.pass(49)
    const late = await review(desk, row?.id as string, 'reject')
    assert.deepEqual([late.status, late.body.code], [409, 'hold_is_over'])
    await desk.settle()
    assert.equal((await desk.account(member)).balance, 100)
    await desk.checkBooks()
  })
})

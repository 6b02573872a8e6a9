import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Desk, openDesk, type Reply } from '../../test/earning/desk.ts'
import { ACHIEVEMENT, openWorld, type World } from '../../test/world.ts'

let world: World
let desk: Desk
before(async () => {
  world = await openWorld()
  desk = await openDesk(undefined, { world })
})
after(async () => {
  await desk.checkBooks()
  await world.close()
})

const fieldsOf = ({ status, body }: Reply) => [
  status,
  body.code,
  (body.errors ?? []).map(({ field }: { field: string }) => field),
]

describe('an adjustment', () => {
  test('is one deed under its id, also when it is asked for two members at once', async () => {
    const members = await Promise.all([desk.member(), desk.member()])
    const payload = { client_op_id: randomUUID(), points: 40, reason: 'An apology' }
    const answers = await Promise.all(
      members.map(({ id }) => desk.ask('POST', `members/${id}/adjustments`, payload)),
    )
    assert.deepEqual(answers.map(({ status, body }) => body.code ?? status).sort(), [200, 'operation_reused'])
    const entries = await Promise.all(members.map(member => desk.entries(member)))
    assert.equal(entries.flat().length, 1)
  })

  test('gives points with a reason, and is in the ledger and in the audit', async () => {
    const member = await desk.member()
    const { status, body } = await desk.adjust(member, 300)
    assert.equal(status, 200)
    assert.deepEqual([body.points, body.new_balance, body.lifetime_points], [300, 300, 300])
    const [entry] = await desk.entries(member)
    assert.deepEqual([entry?.amount, entry?.reason], [300, 'adjustment'])
    assert.match(entry?.source ?? '', /^operator:/)
    const [latest] = (await desk.do('GET', 'audit?limit=1')).items
    assert.deepEqual([latest.action, latest.subject], ['points.adjusted', `member:${member.id}`])
    assert.deepEqual(latest.before, { points_balance: 0, lifetime_points: 0 })
    assert.deepEqual(latest.after, {
      points: 300,
      reason: 'An apology',
      points_balance: 300,
      lifetime_points: 300,
    })
  })

  test('promotes, and what the rank gives counts on; what is taken lowers the rank', async () => {
    const ranked = await openDesk(undefined, { world })
    await ranked.do('PUT', 'ladder', {
      ranks: [
        { key: 'low', name: 'Low', threshold: 0, multiplier_basis_points: 10_000 },
        {
          key: 'high',
          name: 'High',
          threshold: 200,
          multiplier_basis_points: 10_000,
          rewards: { points: 50 },
        },
      ],
      fall: null,
    })
    await world.addAchievement(ranked.brand, 'bonus', {
      criteria: { ...ACHIEVEMENT.criteria, metric: 'points_earned', value: [50] },
      rewards: { points: 7 },
    })
    const member = await ranked.member()
    const up = (await ranked.adjust(member, 200)).body
    assert.deepEqual(
      [up.rank, up.rank_changed, up.new_balance, up.achievements_unlocked],
      ['high', true, 257, ['bonus']],
    )
    const down = (await ranked.adjust(member, -100)).body
    assert.deepEqual([down.rank, down.rank_changed, down.new_balance], ['low', true, 157])
    assert.equal((await ranked.adjust(member, 100)).body.new_balance, 257, 'the reward is given once')
  })

  test('that does not count for the rank leaves lifetime points and rank', async () => {
    const member = await desk.member()
    const { body } = await desk.adjust(member, 9_000, { counts_for_rank: false })
    assert.deepEqual([body.new_balance, body.lifetime_points, body.rank], [9_000, 0, 'bronze'])
  })

  test('moves no metric of achievements', async () => {
    const other = await openDesk(undefined, { world })
    const criteria = { ...ACHIEVEMENT.criteria, metric: 'points_earned' as const, value: [10] }
    await world.addAchievement(other.brand, 'rich', { criteria })
    const member = await other.member()
    assert.deepEqual((await other.adjust(member, 4_000)).body.achievements_unlocked, [])
  })

  test('again answers the same bytes and changes nothing; with other points it is 409', async () => {
    const member = await desk.member()
    const client_op_id = randomUUID()
    const first = await desk.adjust(member, 20, { client_op_id })
    const before = await desk.fingerprint()
    const again = await desk.adjust(member, 20, { client_op_id })
    const other = await desk.adjust(member, 21, { client_op_id })
    assert.equal(again.text, first.text)
    assert.deepEqual(fieldsOf(other), [409, 'operation_reused', []])
    assert.deepEqual(await desk.fingerprint(), before)
  })

  test('sent ten times at once is made once', async () => {
    const member = await desk.member()
    const client_op_id = randomUUID()
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => desk.adjust(member, 20, { client_op_id })),
    )
    assert.equal(new Set(replies.map(({ text }) => text)).size, 1)
    assert.equal((await desk.account(member)).balance, 20)
  })

  test('by support has a limit, both ways; an owner has none', async () => {
    const member = await desk.member()
    const adjust = (points: number, role: 'support' | 'owner') =>
      desk.ask(
        'POST',
        `members/${member.id}/adjustments`,
        { client_op_id: randomUUID(), points, reason: 'Some reason' },
        role,
      )
    assert.equal((await adjust(5_000, 'support')).status, 200)
    assert.deepEqual(fieldsOf(await adjust(5_001, 'support')), [403, 'above_your_limit', []])
    assert.deepEqual(fieldsOf(await adjust(-5_001, 'support')), [403, 'above_your_limit', []])
    assert.equal((await adjust(5_001, 'owner')).status, 200)
  })
})

describe('an adjustment that cannot be', () => {
  const bad: [string, object, string][] = [
    ['0 points', { points: 0 }, 'points'],
    ['half a point', { points: 0.5 }, 'points'],
    ['2^53 points', { points: 2 ** 53 }, 'points'],
    ['-2^53 points', { points: -(2 ** 53) }, 'points'],
    ['points as text', { points: 'ten' }, 'points'],
    ['no reason', { reason: undefined }, 'reason'],
    ['an empty reason', { reason: '    ' }, 'reason'],
    ['no operation', { client_op_id: undefined }, 'client_op_id'],
    ['a field that there is not', { pionts: 3 }, 'pionts'],
  ]
  for (const [what, change, field] of bad) {
    test(`by ${what} is refused by the name of the field, and nothing is changed`, async () => {
      const member = await desk.member()
      const before = await desk.fingerprint()
      const reply = await desk.adjust(member, 5, change)
      assert.deepEqual(fieldsOf(reply), [400, 'validation_failed', [field]])
      assert.deepEqual(await desk.fingerprint(), before)
    })
  }

  test('of more than the balance holds is 409, and of more lifetime points than there are', async () => {
    const member = await desk.member()
    await desk.adjust(member, 100, { counts_for_rank: false })
    const before = await desk.fingerprint()
    assert.deepEqual(fieldsOf(await desk.adjust(member, -101, { counts_for_rank: false })), [
      409,
      'not_enough_points',
      [],
    ])
    assert.deepEqual(fieldsOf(await desk.adjust(member, -1)), [409, 'not_enough_points', []])
    assert.deepEqual(await desk.fingerprint(), before)
  })

  test('of nobody, or of another brand’s member, is 404', async () => {
    const other = await openDesk(undefined, { world })
    for (const { id } of [{ id: randomUUID() }, await other.member()]) {
      assert.deepEqual(fieldsOf(await desk.adjust({ id, token: '' }, 5)), [404, 'not_found', []])
    }
  })

  test('of who was erased is 404', async () => {
    const member = await desk.member()
    await desk.rows(`update members set state = 'erased' where id = $1`, [member.id])
    assert.equal((await desk.adjust(member, 5)).status, 404)
  })
})

test('points given without the member’s doing end in their time as well', async () => {
  const expiring = await openDesk(undefined, { world })
  await expiring.settings({ expiry: { policy: 'after_earning', months: 2, notice_days: 5 } })
  const member = await expiring.member()
  await expiring.adjust(member, 50)
  assert.match((await expiring.account(member)).due ?? '', /^20\d\d/)
  expiring.pass(24 * 70)
  assert.equal(await expiring.settle(), 1)
  assert.equal((await expiring.account(member)).balance, 0)
})

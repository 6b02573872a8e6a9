import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  AT,
  daysLater,
  openPlain,
  plainProgram,
  plainState,
  scanPlain,
} from '../../test/earning/plain-account.ts'
import { dayOf, isoDate, NEVER } from '../platform/calendar.ts'
import { DEFAULT_LADDER } from '../ranks/index.ts'
import { dueAfterAct, earliest, nextDue, pointsEnding, rankEnding } from './due.ts'

const TODAY = dayOf(AT, 'UTC')
const afterEarning = { policy: 'after_earning', months: 2, notice_days: 10 } as const
const inactivity = { policy: 'inactivity', months: 2, notice_days: 10 } as const
const lot = (expires_day: number, notified_at: Date | null = null) => ({ expires_day, notified_at })
const isoOf = (at: Date | null) => at?.toISOString().slice(0, 16) ?? null

describe('an account is due', () => {
  test('never, where time does nothing to it', () => {
    assert.equal(
      nextDue(plainProgram(), plainState({ points_balance: 9 }).member, [lot(NEVER)], [null]),
      null,
    )
    assert.equal(earliest([null, undefined]), null)
  })

  test('when a lot’s notice is to be given, then at the midnight after its last day', () => {
    const program = plainProgram({ settings: { expiry: afterEarning } })
    const dueWith = (lots: Parameters<typeof nextDue>[2]) =>
      isoOf(nextDue(program, plainState().member, lots, []))
    assert.equal(dueWith([lot(TODAY + 30)]), '2031-03-23T00:00')
    assert.equal(dueWith([lot(TODAY + 30, AT)]), '2031-04-03T00:00')
    assert.equal(dueWith([lot(TODAY + 30, AT), lot(TODAY + 35)]), '2031-03-28T00:00')
    assert.equal(dueWith([lot(NEVER)]), null)
  })

  test('at the end of lots that an earlier policy made, without a notice', () => {
    const due = nextDue(plainProgram(), plainState().member, [lot(TODAY + 30)], [])
    assert.equal(isoOf(due), '2031-04-03T00:00')
  })

  test('when the first hold settles', () => {
    const settling = [daysLater(3), null, daysLater(2)]
    assert.deepEqual(nextDue(plainProgram(), plainState().member, [], settling), daysLater(2))
  })

  test('after an act not later than before it, and as soon as what it brought', () => {
    const program = plainProgram({ settings: { expiry: afterEarning } })
    const account = openPlain(program)
    scanPlain(account)
    // Usable through 3 May, so the notice is due on 23 April.
    assert.equal(isoOf(dueAfterAct(account)), '2031-04-23T00:00')
    const sooner = openPlain(program, plainState({ due_at: daysLater(1) }))
    scanPlain(sooner)
    assert.deepEqual(dueAfterAct(sooner), daysLater(1))
  })
})

describe('points that end by inactivity', () => {
  const program = plainProgram({ settings: { expiry: inactivity } })
  const endOf = (member: object, at = program) => {
    const end = pointsEnding(at, plainState({ points_balance: 5, last_active_at: AT, ...member }).member)
    return end && [isoDate(end.lastDay), end.noticeDay === null ? null : isoDate(end.noticeDay)]
  }

  test('end with the same day some months after the last scan, and are told of it before', () => {
    assert.deepEqual(endOf({}), ['2031-05-03', '2031-04-23'])
    assert.deepEqual(endOf({ last_active_at: new Date('2030-12-31T23:59:00Z') }), [
      '2031-02-28',
      '2031-02-18',
    ])
    assert.deepEqual(endOf({ last_active_at: null, created_at: AT }), ['2031-05-03', '2031-04-23'])
  })

  test('do not end where there are none, or under another policy', () => {
    assert.equal(endOf({ points_balance: 0 }), null)
    assert.equal(endOf({}, plainProgram({ settings: { expiry: afterEarning } })), null)
  })

  test('wait for a notice that came late, and need a new one after the next scan', () => {
    const late = new Date('2031-05-01T08:00:00Z')
    assert.deepEqual(endOf({ expiry_notified_at: late }), ['2031-05-11', null])
    assert.deepEqual(endOf({ expiry_notified_at: new Date('2031-04-23T08:00:00Z') }), ['2031-05-03', null])
    assert.deepEqual(endOf({ expiry_notified_at: daysLater(-1) }), ['2031-05-03', '2031-04-23'])
  })
})

describe('a rank that falls by inactivity', () => {
  const fall = { after_months: 1, grace_days: 3, notice_days: 5 }
  const program = plainProgram({ ladder: { ...DEFAULT_LADDER, fall } })
  const gold = { rank_key: 'gold', lifetime_points: 20_000, last_active_at: new Date('2031-01-31T12:00:00Z') }
  const endOf = (member: object) => {
    const end = rankEnding(program, plainState({ ...gold, ...member }).member)
    return end && [isoDate(end.lastDay), end.noticeDay === null ? null : isoDate(end.noticeDay)]
  }

  test('is kept through its days of grace; the lowest never falls', () => {
    assert.deepEqual(endOf({}), ['2031-03-03', '2031-02-26'])
    assert.equal(endOf({ rank_key: 'bronze', lifetime_points: 0 }), null)
  })

  test('falls again some months after the last scan, not after the last fall', () => {
    assert.deepEqual(endOf({ rank_fell_at: new Date('2031-03-04T00:00:00Z') }), ['2031-04-03', '2031-03-29'])
    assert.deepEqual(endOf({ rank_fell_at: new Date('2031-12-01T00:00:00Z') }), ['2031-12-03', '2031-11-28'])
  })

  test('needs a notice for each fall', () => {
    const told = new Date('2031-02-27T00:00:00Z')
    assert.deepEqual(endOf({ rank_notified_at: told }), ['2031-03-04', null])
    const fell = new Date('2031-03-05T00:00:00Z')
    assert.deepEqual(endOf({ rank_fell_at: fell }), ['2031-04-03', '2031-03-29'])
    assert.deepEqual(
      endOf({ rank_notified_at: fell, rank_fell_at: fell }),
      ['2031-04-03', null],
      'at the moment of a fall',
    )
    assert.deepEqual(
      endOf({ rank_notified_at: daysLater(-90) }),
      ['2031-03-03', '2031-02-26'],
      'before the last scan',
    )
  })
})

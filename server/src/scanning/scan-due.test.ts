import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { openDesk } from '../../test/earning/desk.ts'

const ROUNDS = 6
const GIFTS = 6

test('an account that is due again and again, as an operator gives points that end at once, is scanned all the same', async t => {
  const desk = await openDesk(t, {
    settings: { expiry: { policy: 'inactivity', months: 1, notice_days: 0 } },
  })
  for (let round = 0; round < ROUNDS; round++) {
    const member = await desk.member()
    desk.pass(24 * 40)
    const codes = await desk.codes(2)
    const gives = Array.from({ length: GIFTS }, () => desk.adjust(member, 10, { counts_for_rank: false }))
    const scans = codes.map(code => desk.scan(member, { code, operation: randomUUID() }))
    const answers = await Promise.all(scans)
    assert.deepEqual(
      answers.map(({ verdict }) => verdict),
      ['claimed', 'claimed'],
    )
    for (const { status, text } of await Promise.all(gives)) assert.equal(status, 200, text)
    await desk.checkBooks()
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openWorld } from '../../test/world.ts'
import { beginSession } from './note-session.ts'

test('opening the app is told once, and again after half an hour away', async t => {
  const { platform, brand, addMember } = await openWorld(t)
  const start = new Date()
  const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
  const open = (memberId: string, minutes: number) =>
    platform.db.transaction(brand.id, tx => beginSession(tx, memberId, later(minutes)))
  const read = <Row>(text: string, memberId: string) =>
    platform.db.transaction(brand.id, tx => tx.raw<Row & object>(text, [brand.id, memberId]))
  const told = async (memberId: string) =>
    (
      await read<{ occurred_at: Date }>(
        `select occurred_at from outbox where brand_id = $1 and member_id = $2 order by id`,
        memberId,
      )
    ).map(({ occurred_at }) => Math.round((occurred_at.getTime() - start.getTime()) / 60_000))

  const [agreed, silent] = [await addMember(), await addMember({ consent: false })]
  for (const minutes of [0, 1, 29, 31, 60, 61]) {
    await open(agreed.id, minutes)
    await open(silent.id, minutes)
  }
  assert.deepEqual(await told(agreed.id), [0, 31, 61])
  assert.deepEqual(await told(silent.id), [], 'it is noted, and nobody hears of it')
  const [row] = await read<{ last_session_at: Date }>(
    'select last_session_at from members where brand_id = $1 and id = $2',
    silent.id,
  )
  assert.deepEqual(row?.last_session_at, later(61))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceOf } from './device.ts'
import { type SessionUse, usedAt } from './session-use.ts'

const at = (time: string) => new Date(`2026-03-01T${time}:00Z`)
const session = (network: string, opened: string, refreshed = opened): SessionUse => ({
  created_at: at(opened),
  rotated_at: at(refreshed),
  device: deviceOf(null),
  network,
})

const used = (sessions: SessionUse[], time: string) => usedAt(sessions, at(time))?.network

test('what was done belongs to the session that could have done it', () => {
  const phone = session('phone', '08:00', '12:00')
  assert.equal(used([phone], '12:30'), 'phone')
  assert.equal(used([phone], '09:00'), 'phone', 'it was refreshed since')
  assert.equal(used([phone], '07:59'), undefined, 'it was not there yet')
  assert.equal(used([phone], '13:01'), undefined, 'its token was over')
})

test('of two devices within the hour it is the one that was opened or refreshed last', () => {
  const sessions = [session('desktop', '12:20'), session('phone', '08:00', '12:10')]
  assert.equal(used(sessions, '12:15'), 'phone')
  assert.equal(used(sessions, '12:30'), 'desktop')
})

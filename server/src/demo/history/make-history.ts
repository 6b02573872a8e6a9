import { setTimeout as sleep } from 'node:timers/promises'
import { findOperatorByEmail } from '../../operators/index.ts'
import { dayOf, startOfDay } from '../../platform/calendar.ts'
import type { Platform } from '../../platform/platform.ts'
import type { DemoBrand } from '../demo-brand.ts'
import { emailOfOwner } from '../owners.ts'
import { fillShelves } from '../year/fill-shelves.ts'
import { liveDay } from '../year/live.ts'
import { openStage } from '../year/stage.ts'
import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { giveConsents, samplePeople } from './sample-people.ts'

/** Short of a year, so that nothing that was earned in it has expired before anybody looks. */
const DAYS = 330
const PACKS_PER_BATCH = 12
/** Between two days those who wait for the same database are served. */
const PAUSE_MS = 10

/**
 * Gives a demo brand the year that it has behind it, day after day up to yesterday. May be killed at any point: it goes
 * on with the day it was in, and does nothing of it twice. Changes nothing when it is done.
 */
export async function makeHistory(platform: Platform, brandId: number, brand: DemoBrand): Promise<void> {
  const { slug, timeZone } = brand
  const owner = await platform.db.transaction(brandId, tx => findOperatorByEmail(tx, emailOfOwner(slug)))
  if (!owner) return
  const checkpoint = openCheckpoint(platform.config, slug)
  const today = dayOf(platform.clock(), timeZone)
  const known = await checkpoint.read()
  let at: Checkpoint =
    known?.ownerId === owner.id
      ? known
      : { ownerId: owner.id, from: today - DAYS, next: today - DAYS, isDone: false }
  if (at.isDone) return
  const shelves = await fillShelves(slug)
  const period = { slug, seed: brandId, from: at.from, days: DAYS }
  const people = samplePeople(period, [...shelves.keys()])
  const time = { now: startOfDay(at.next, timeZone) }
  const stage = openStage(
    { ...platform, clock: () => time.now },
    { brandId, seed: brandId, people, shelves, packsPerBatch: PACKS_PER_BATCH },
  )
  const desk = { operatorId: owner.id, share: 1, gifts: true }
  for (; at.next < at.from + DAYS; at = { ...at, next: at.next + 1 }) {
    time.now = startOfDay(at.next, timeZone)
    await liveDay({ stage, atOnce: 1, desk }, at.next)
    await checkpoint.write({ ...at, next: at.next + 1 })
    await sleep(PAUSE_MS)
  }
  await giveConsents(platform, brandId, people)
  await checkpoint.write({ ...at, isDone: true })
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ACHIEVEMENT, openWorld } from '../../test/world.ts'
import { Problem } from '../platform/errors.ts'
import type { AchievementDefinition } from './definition.ts'
import {
  exportAchievements,
  importAchievements,
  listAchievements,
  publishAchievement,
  readAchievement,
  rollbackAchievement,
} from './index.ts'

const world = await openWorld()
test.after(() => world.close())

const at = new Date('2026-06-01T12:00:00Z')
const by = null
const named = (name: string): AchievementDefinition => ({ ...ACHIEVEMENT, name })

let brands = 0
/** A brand without achievements, and transactions in its name. */
async function freshBrand() {
  const brand = await world.addBrand({ slug: `brand-${++brands}` })
  return <T>(work: Parameters<typeof world.platform.db.transaction<T>>[1]) =>
    world.platform.db.transaction(brand.id, work)
}

const refusedAs = (code: string, fields?: string[]) => (error: unknown) => {
  assert.ok(error instanceof Problem)
  assert.equal(error.code, code)
  if (fields)
    assert.deepEqual(
      error.errors?.map(({ field }) => field),
      fields,
    )
  return true
}

test('each change is a version of its own, and what is current already changes nothing', async () => {
  const run = await freshBrand()
  const publish = (name: string, expectedVersion?: number) =>
    run(tx => publishAchievement(tx, { key: 'a', definition: named(name), expectedVersion, at, by }))
  const first = await publish('One', 0)
  assert.deepEqual([first.version, first.changed, first.before], [1, true, null])
  const same = await publish('One', 1)
  assert.deepEqual([same.version, same.changed, same.id], [1, false, first.id])
  const second = await publish('Two')
  assert.deepEqual([second.version, second.before?.definition.name], [2, 'One'])
  const { versions } = await run(tx => readAchievement(tx, 'a'))
  assert.deepEqual(
    versions.map(({ version, definition }) => [version, definition.name]),
    [
      [2, 'Two'],
      [1, 'One'],
    ],
  )
})

test('an earlier version can be made current again, and the next one counts on from the latest', async () => {
  const run = await freshBrand()
  for (const name of ['One', 'Two']) {
    await run(tx => publishAchievement(tx, { key: 'a', definition: named(name), at, by }))
  }
  const back = await run(tx => rollbackAchievement(tx, { key: 'a', version: 1 }))
  assert.deepEqual([back.changed, back.before?.version, back.after.name], [true, 2, 'One'])
  assert.equal((await run(tx => rollbackAchievement(tx, { key: 'a', version: 1 }))).changed, false)
  assert.equal((await run(tx => listAchievements(tx)))[0]?.definition.name, 'One')
  const next = await run(tx => publishAchievement(tx, { key: 'a', definition: named('Three'), at, by }))
  assert.equal(next.version, 3)
  await assert.rejects(
    run(tx => rollbackAchievement(tx, { key: 'a', version: 9 })),
    refusedAs('not_found'),
  )
  await assert.rejects(
    run(tx => rollbackAchievement(tx, { key: 'b', version: 1 })),
    refusedAs('not_found'),
  )
})

test('of two who change the same version at the same moment one wins', async () => {
  const run = await freshBrand()
  await run(tx => publishAchievement(tx, { key: 'a', definition: named('One'), at, by }))
  const names = ['Two', 'Three', 'Four', 'Five']
  const results = await Promise.allSettled(
    names.map(name =>
      run(tx => publishAchievement(tx, { key: 'a', definition: named(name), expectedVersion: 1, at, by })),
    ),
  )
  const refused = results.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
  assert.equal(refused.length, 3)
  for (const { reason } of refused) refusedAs('version_conflict', ['expected_version'])(reason)
  assert.equal((await run(tx => readAchievement(tx, 'a'))).version, 2)
})

test('what one brand exports another takes in, with nothing left to change', async () => {
  const [from, into] = [await freshBrand(), await freshBrand()]
  for (const key of ['a', 'b', 'c']) {
    await from(tx => publishAchievement(tx, { key, definition: named(key), at, by }))
  }
  const document = JSON.parse(JSON.stringify(await from(tx => exportAchievements(tx))))
  await into(tx => publishAchievement(tx, { key: 'a', definition: named('mine'), at, by }))
  await into(tx => publishAchievement(tx, { key: 'b', definition: named('b'), at, by }))

  const tried = await into(tx => importAchievements(tx, document, { at, by, dryRun: true }))
  const expected = { created: ['c'], updated: ['a'], unchanged: ['b'] }
  assert.deepEqual({ ...tried, warnings: [], published: [] }, { ...expected, warnings: [], published: [] })
  assert.equal((await into(tx => listAchievements(tx))).length, 2)

  const done = await into(tx => importAchievements(tx, document, { at, by }))
  assert.deepEqual([done.created, done.updated, done.unchanged], [['c'], ['a'], ['b']])
  assert.deepEqual(await into(tx => exportAchievements(tx)), document)
  const again = await into(tx => importAchievements(tx, document, { at, by }))
  assert.deepEqual(again.unchanged, ['a', 'b', 'c'])
})

test('a document with one fault changes nothing, and the fault is named', async () => {
  const run = await freshBrand()
  const good = { key: 'good', definition: ACHIEVEMENT }
  const bad = {
    key: 'bad',
    definition: { ...ACHIEVEMENT, criteria: { ...ACHIEVEMENT.criteria, value: [1, 2] } },
  }
  const document = (achievements: unknown, changes: object = {}) => ({
    format: 'synergy.achievements',
    version: 1,
    achievements,
    ...changes,
  })
  const faults: [unknown, code: string, fields?: string[]][] = [
    [document([good, bad]), 'validation_failed', ['achievements.1.definition.criteria.value']],
    [document([good, good]), 'validation_failed', ['achievements.1.key']],
    [document([good, { ...good, key: 'Bad' }]), 'validation_failed', ['achievements.1.key']],
    [document([{ key: 'a' }]), 'validation_failed', ['achievements.0.definition']],
    [document([null]), 'validation_failed', ['achievements.0.key', 'achievements.0.definition']],
    [document([{ ...good, note: '' }]), 'validation_failed', ['achievements.0.note']],
    [document({}), 'validation_failed', ['achievements']],
    [document([good], { colour: 1 }), 'validation_failed', ['colour']],
    [document([good], { format: 'other' }), 'validation_failed', ['format']],
    [document([good], { version: '1' }), 'validation_failed', ['version']],
    [document('from the future', { version: 2 }), 'import_too_new'],
    [null, 'validation_failed', ['format']],
    [document(Array.from({ length: 1_001 }, () => good)), 'validation_failed', ['achievements']],
  ]
  for (const [wrong, code, fields] of faults) {
    await assert.rejects(
      run(tx => importAchievements(tx, wrong, { at, by })),
      refusedAs(code, fields),
    )
  }
  assert.deepEqual(await run(tx => listAchievements(tx)), [])
})

test('a brand has at most a thousand', async () => {
  const run = await freshBrand()
  const achievements = Array.from({ length: 1_000 }, (_, n) => ({
    key: `a${n}`,
    definition: named(`A ${n}`),
  }))
  const document = { format: 'synergy.achievements', version: 1, achievements }
  await run(tx => importAchievements(tx, document, { at, by }))
  await assert.rejects(
    run(tx => publishAchievement(tx, { key: 'one_more', definition: ACHIEVEMENT, at, by })),
    refusedAs('too_many_achievements'),
  )
  const change = await run(tx => publishAchievement(tx, { key: 'a7', definition: named('Other'), at, by }))
  assert.equal(change.version, 2)
})

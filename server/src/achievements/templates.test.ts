import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openWorld } from '../../test/world.ts'
import { Problem } from '../platform/errors.ts'
import { adoptTemplate, listAchievements } from './index.ts'
import { TEMPLATES } from './templates.ts'
import { validateAchievement } from './validate.ts'

const world = await openWorld()
test.after(() => world.close())

const at = new Date('2026-06-01T12:00:00Z')
const adopt = (adoption: Omit<Parameters<typeof adoptTemplate>[1], 'at' | 'by'>) =>
  world.platform.db.transaction(world.brand.id, tx => adoptTemplate(tx, { ...adoption, at, by: null }))

const problem = (code: string, field?: string) => (error: unknown) =>
  error instanceof Problem && error.code === code && (!field || error.errors?.[0]?.field === field)

test('every template is valid, surprises nobody, and has a name of its own', () => {
  for (const { key, definition } of TEMPLATES) {
    assert.deepEqual(validateAchievement(key, definition).warnings, [], key)
    assert.ok(definition.description.length > 20)
  }
  for (const unique of [
    TEMPLATES.map(({ key }) => key),
    TEMPLATES.map(({ definition }) => definition.name),
  ]) {
    assert.equal(new Set(unique).size, TEMPLATES.length)
  }
})

test('a template is adopted as it is, or with changes, under its own key or another', async () => {
  await adopt({ template: 'third_scan' })
  await adopt({
    template: 'third_scan',
    key: 'fifth_scan',
    overrides: { name: 'Fifth', criteria: { value: [5] }, rewards: { badge: null }, repeat: null },
  })
  const stored = await world.platform.db.transaction(world.brand.id, tx => listAchievements(tx))
  const [fifth, third] = stored.map(({ definition }) => definition)
  assert.deepEqual(third, TEMPLATES[0]?.definition)
  assert.deepEqual(fifth, {
    ...third,
    name: 'Fifth',
    criteria: { ...third?.criteria, value: [5] },
    rewards: { points: third?.rewards.points },
  })
})

test('a key that is taken, an unknown template and a change that breaks it are refused', async () => {
  await assert.rejects(adopt({ template: 'third_scan' }), problem('achievement_exists', 'key'))
  await assert.rejects(adopt({ template: 'none' }), problem('not_found'))
  const broken = { template: 'explorer', overrides: { criteria: { value: [] } } }
  await assert.rejects(adopt(broken), problem('validation_failed', 'definition.criteria.value'))
  await assert.rejects(
    adopt({ template: 'explorer', overrides: 7 }),
    problem('validation_failed', 'definition'),
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkOperation } from '../../../../simulator/src/check-operation.ts'
import { defaultKnobs } from '../../../../simulator/src/index.ts'
import { readV2 } from '../../../../simulator/src/read-operation.ts'
import type { StoredReward } from '../../rewards/index.ts'
import { MEMBER, PRODUCT, SCANNED, SNAPSHOT_BRAND } from '../test/sample-rows.ts'
import { buildErasure, buildEvent, buildIdentify, buildWithdrawal, type OutboxEvent } from './build-event.ts'
import { EVENTS } from './event-catalogue.ts'
import { OPERATION_BYTES_MAX, type Operation } from './operation.ts'
import type { MemberRow, SnapshotBrand } from './snapshots.ts'
import type { ProductRow } from './things.ts'

/** What the simulator, which checks as Customer.io documents it, has against an operation. */
function objectionsTo(operation: Operation): string[] {
  const json = JSON.stringify(operation)
  const problems = checkOperation(readV2(JSON.parse(json)), { ...defaultKnobs, several_errors: true })
  const isTooLarge = Buffer.byteLength(json) > OPERATION_BYTES_MAX
  return [...problems.map(({ message }) => message), ...(isTooLarge ? ['more than 32,000 bytes'] : [])]
}

/** So many characters of one kind: letters, plants, accents, and what JSON writes in six bytes. */
const text = (maxLength: number, minLength = 1) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', minLength, maxLength }),
    fc
      .tuple(
        fc.constantFrom('a', 'é', '🌿', '"', '\\', '\u0001', '\ud800', '漢'),
        fc.integer({ min: minLength, max: maxLength }),
      )
      .map(([character, length]) => character.repeat(length)),
  )

const FIELDS_MAX = 20
const field = fc.record({
  key: fc.stringMatching(/^[a-z][a-z0-9_]{0,39}$/),
  label: fc.constant('Field'),
  kind: fc.constant('text' as const),
  max: fc.constant(500),
  required: fc.constant(false),
})

const brand: fc.Arbitrary<SnapshotBrand> = fc
  .tuple(fc.uniqueArray(field, { selector: ({ key }) => key, maxLength: FIELDS_MAX }), text(30))
  .map(([profile_fields, many]) => ({
    ...SNAPSHOT_BRAND,
    settings: { ...SNAPSHOT_BRAND.settings, profile_fields, points_name: { one: many, many } },
  }))

const member = (fields: SnapshotBrand['settings']['profile_fields']): fc.Arbitrary<MemberRow> =>
  fc
    .record({
      first_name: fc.option(text(300)),
      last_name: fc.option(text(300)),
      email: fc.integer({ min: 1, max: 242 }).map(length => `${'e'.repeat(length)}@example.com`),
      values: fc.array(text(500), { minLength: fields.length, maxLength: fields.length }),
      // Of fields that the brand no longer has: they stay with the member, and here.
      leftover: text(5_000),
    })
    .map(({ values, leftover, ...profile }) => ({
      ...MEMBER,
      ...profile,
      custom: { gone: leftover, ...Object.fromEntries(fields.map(({ key }, i) => [key, values[i]])) },
    }))

const product: fc.Arbitrary<ProductRow> = fc
  .record({
    name: text(300),
    sku: text(80),
    form: text(2_000),
    product_line: fc.option(text(2_000)),
    strain_name: fc.option(text(2_000)),
    dominant_terpene: fc.option(text(2_000)),
    tags: fc.array(text(200), { maxLength: 60 }),
  })
  .map(facts => ({ ...PRODUCT, ...facts }))

const reward: fc.Arbitrary<StoredReward> = fc
  .record({ name: text(80), tags: fc.array(text(40), { maxLength: 20 }) })
  .map(facts => ({
    id: PRODUCT.id,
    version: 1,
    archived_at: null,
    definition: {
      description: '',
      kind: 'shipped',
      cost_points: 400,
      featured: false,
      active: true,
      ...facts,
    },
  }))

const row: fc.Arbitrary<OutboxEvent> = fc
  .record({ name: fc.constantFrom(...Object.keys(EVENTS)), reward_name: text(300), item_name: text(300) })
  .map(({ name, ...refs }) => ({ ...SCANNED, name, refs: { ...SCANNED.refs, ...refs } }))

const whole = brand.chain(one =>
  fc.record({ brand: fc.constant(one), member: member(one.settings.profile_fields), product, reward, row }),
)

test('whatever people and brands write, each operation is one that Customer.io takes', () => {
  fc.assert(
    fc.property(whole, ({ brand, row, ...about }) => {
      for (const operation of [
        buildEvent(row, about, brand),
        buildIdentify(about.member, brand, row.occurred_at),
        buildWithdrawal(row),
        ...buildErasure(row),
      ])
        assert.deepEqual(objectionsTo(operation), [])
    }),
    { numRuns: 300 },
  )
})

test('with every text at its longest an event still fits', () => {
  const longest = '\u0001'.repeat(2_000)
  const profile_fields = Array.from({ length: FIELDS_MAX }, (_, i) => ({
    key: `${'k'.repeat(38)}${String(i).padStart(2, '0')}`,
    label: 'Field',
    kind: 'text' as const,
    max: 500,
    required: false,
  }))
  const custom = Object.fromEntries(profile_fields.map(({ key }) => [key, longest]))
  const texts = {
    name: longest,
    form: longest,
    product_line: longest,
    strain_name: longest,
    dominant_terpene: longest,
  }
  const event = buildEvent(
    { ...SCANNED, refs: { reward_name: longest, item_name: longest } },
    {
      member: { ...MEMBER, custom, first_name: longest, last_name: longest },
      product: { ...PRODUCT, ...texts, tags: Array(60).fill(longest) },
    },
    { ...SNAPSHOT_BRAND, settings: { ...SNAPSHOT_BRAND.settings, profile_fields } },
  )
  assert.deepEqual(objectionsTo(event), [])
})

test('planted fault: an operation that is not held to the limits is found', () => {
  const identify = buildIdentify(MEMBER, SNAPSHOT_BRAND, SCANNED.occurred_at)
  const attributes = { ...identify.attributes, nickname: 'é'.repeat(501) }
  assert.equal(objectionsTo({ ...identify, attributes }).length, 1)
  const event = buildEvent(SCANNED, { member: MEMBER }, SNAPSHOT_BRAND)
  assert.equal(objectionsTo({ ...event, name: 'x'.repeat(101) }).length, 1)
})

test('a field that the brand no longer has stays here', () => {
  const gone = { ...MEMBER, custom: { nickname: 'Robin' } }
  const { user_snapshot } = buildEvent(SCANNED, { member: gone }, SNAPSHOT_BRAND).attributes
  assert.deepEqual((user_snapshot as { profile_data: object }).profile_data, { phone_number: null })
})

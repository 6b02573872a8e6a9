import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Ajv } from 'ajv'
import Type from 'typebox'
import { fieldErrors, nameFields, type SchemaError } from './field-errors.ts'
import { Uuid } from './http/schema.ts'

const closed = { additionalProperties: false }
const Schema = Type.Object(
  {
    expiry: Type.Union([
      Type.Object({ policy: Type.Literal('none') }, closed),
      Type.Object(
        { policy: Type.Enum(['after_earning', 'inactivity']), months: Type.Integer({ minimum: 1 }) },
        closed,
      ),
    ]),
    fall: Type.Union([Type.Object({ after_months: Type.Integer({ minimum: 1 }) }, closed), Type.Null()]),
    caps: Type.Array(Type.Union([Type.Integer({ minimum: 1 }), Type.Null()])),
    by: Type.Optional(Uuid),
    reason: Type.Optional(Type.String({ pattern: '\\S' })),
    kind: Type.Optional(Type.Enum(['a', 'b'])),
    agreed: Type.Optional(Type.Literal(true)),
  },
  closed,
)
const good = { expiry: { policy: 'none' }, fall: null, caps: [] }

const validate = new Ajv({ allErrors: true, strict: false }).compile(Schema)
const byAjv = (value: unknown) => (validate(value) ? [] : nameFields(validate.errors as SchemaError[]))

for (const [name, errorsOf] of [
  ['TypeBox', (value: unknown) => fieldErrors(Schema, value)],
  ['Ajv', byAjv],
] as const) {
  describe(`errors of ${name}`, () => {
    const fields = (changes: object) => errorsOf({ ...good, ...changes }).map(({ field }) => field)

    test('name the field of the kind that the value is nearest to, and no other', () => {
      assert.deepEqual(fields({}), [])
      assert.deepEqual(fields({ expiry: { policy: 'inactivity', months: 0 } }), ['expiry.months'])
      assert.deepEqual(fields({ expiry: { policy: 'inactivity' } }), ['expiry.months'])
      assert.deepEqual(fields({ expiry: { policy: 'none', months: 3 } }), ['expiry.months'])
      assert.deepEqual(fields({ fall: { after_months: 0 } }), ['fall.after_months'])
    })

    test('name each element of a list by its place', () => {
      assert.deepEqual(fields({ caps: [1, 0, null, 'x'] }), ['caps.1', 'caps.3'])
    })

    test('name what is missing and what is unknown', () => {
      assert.deepEqual(errorsOf({ expiry: good.expiry, fall: null }), [
        { field: 'caps', message: 'is missing' },
      ])
      assert.deepEqual(fields({ colour: 1 }), ['colour'])
    })

    test('say what a pattern means, and which words there are', () => {
      assert.deepEqual(errorsOf({ ...good, by: 'me', reason: '  ', kind: 'c', agreed: false }), [
        { field: 'by', message: 'must be a UUID' },
        { field: 'reason', message: 'must not be blank' },
        { field: 'kind', message: 'must be one of a, b' },
        { field: 'agreed', message: 'must be true' },
      ])
    })

    test('say which words there are when none fits', () => {
      assert.deepEqual(errorsOf({ ...good, expiry: { policy: 'never' } }), [
        { field: 'expiry.policy', message: 'must be one of none, after_earning, inactivity' },
      ])
    })
  })
}

test('names begin with the prefix, also that of the value itself', () => {
  assert.deepEqual(
    fieldErrors(Schema, { ...good, caps: [0] }, 'settings').map(({ field }) => field),
    ['settings.caps.0'],
  )
  assert.deepEqual(
    fieldErrors(Schema, 'text', 'settings').map(({ field }) => field),
    ['settings'],
  )
})

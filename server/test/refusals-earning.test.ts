import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Desk, openDesk } from './earning/desk.ts'
import { assertProblem } from './refusals/assert-problem.ts'
import { ACHIEVEMENT } from './world.ts'

let desk: Desk
let returned: string

before(async () => {
  desk = await openDesk(undefined)
  const member = await desk.member()
  ;[returned] = (await desk.codes(1)) as [string]
  await desk.scan(member, { code: returned })
  await desk.giveBack(returned)
  await desk.do('PUT', 'achievements/known', { definition: ACHIEVEMENT })
})
after(() => desk.world.close())

interface Refusal {
  method: 'POST' | 'PUT'
  path: string
  payload: object | (() => object)
  status?: number
  code?: string
  /** The field that the problem names; none for what is no field's fault. */
  field?: string
}

const achievement = (change: object, field: string): Refusal => ({
  method: 'PUT',
  path: 'achievements/known',
  payload: { definition: { ...ACHIEVEMENT, ...change } },
  field,
})

const criteria = (change: object, field: string) =>
  achievement({ criteria: { ...ACHIEVEMENT.criteria, ...change } }, field)

const CAMPAIGN = {
  name: 'Spring',
  description: '',
  from: '2031-04-01T00:00',
  until: '2031-05-01T00:00',
  effect: { multiplier_basis_points: 20_000 },
  when: {},
  stacks: true,
  priority: 50,
}

const campaign = (change: object, field: string): Refusal => ({
  method: 'POST',
  path: 'campaigns',
  payload: () => ({ client_op_id: randomUUID(), definition: { ...CAMPAIGN, ...change } }),
  field,
})

const rank = (key: string, threshold: number, more: object = {}) => ({
  key,
  name: key,
  threshold,
  multiplier_basis_points: 10_000,
  ...more,
})

const ladder = (ranks: object[], field: string, fall: object | null = null): Refusal => ({
  method: 'PUT',
  path: 'ladder',
  payload: { ranks, fall },
  field,
})

const settings = (patch: object, field: string): Refusal => ({
  method: 'PUT',
  path: 'settings',
  payload: { settings: patch },
  field,
})

/** A file's fields are named as they stand in the file. */
const importing = (document: object, field: string): Refusal => ({
  method: 'POST',
  path: 'achievements/import',
  payload: { document },
  field,
})

const giveBack = (change: object, more: Partial<Refusal>): Refusal => ({
  method: 'POST',
  path: 'returns',
  payload: () => ({
    client_op_id: randomUUID(),
    code: returned,
    code_becomes: 'void',
    reason: 'Once more',
    ...change,
  }),
  ...more,
})

const item = { key: 'new_one', definition: ACHIEVEMENT }

const REFUSALS: Record<string, Refusal> = {
  'thresholds out of order': ladder([rank('a', 0), rank('b', 500), rank('c', 400)], 'ranks.2.threshold'),
  'two ranks with one threshold': ladder([rank('a', 0), rank('b', 0)], 'ranks.1.threshold'),
  'a lowest rank that not everybody has': ladder([rank('a', 5)], 'ranks.0.threshold'),
  'a threshold below 0': ladder([rank('a', 0), rank('b', -1)], 'ranks.1.threshold'),
  'two ranks with one key': ladder([rank('a', 0), rank('a', 10)], 'ranks.1.key'),
  'a rank that multiplies by 1e9': ladder(
    [rank('a', 0, { multiplier_basis_points: 1e9 })],
    'ranks.0.multiplier_basis_points',
  ),
  'a notice before the rank is held': ladder([rank('a', 0), rank('b', 9)], 'fall.notice_days', {
    after_months: 1,
    grace_days: 0,
    notice_days: 40,
  }),
  'a fall after no month': ladder([rank('a', 0)], 'fall.after_months', {
    after_months: 0,
    grace_days: 0,
    notice_days: 0,
  }),
  'an unknown metric': criteria({ metric: 'steps' }, 'definition.criteria.metric'),
  'an unknown timeframe': criteria({ timeframe: '8d' }, 'definition.criteria.timeframe'),
  'a timeframe that contradicts itself': achievement(
    {
      visibility: { ...ACHIEVEMENT.visibility, from: '2031-05-01T00:00', until: '2031-04-01T00:00' },
    },
    'definition.visibility.until',
  ),
  'a day that there is not': achievement(
    { visibility: { ...ACHIEVEMENT.visibility, until: '2031-02-30T00:00' } },
    'definition.visibility.until',
  ),
  'between, the wrong way round': criteria(
    { operator: 'between', value: [9, 3] },
    'definition.criteria.value',
  ),
  'between one number': criteria({ operator: 'between', value: [9] }, 'definition.criteria.value'),
  'a target of 0': criteria({ value: [0] }, 'definition.criteria.value.0'),
  'half a scan': criteria({ value: [1.5] }, 'definition.criteria.value.0'),
  'points below 0': achievement({ rewards: { points: -5 } }, 'definition.rewards.points'),
  'an achievement that multiplies by 1e9': achievement(
    { rewards: { points: 1, multiplier: { basis_points: 1e9, days: 1 } } },
    'definition.rewards.multiplier.basis_points',
  ),
  'an import from a newer version': {
    method: 'POST',
    path: 'achievements/import',
    payload: { document: { format: 'synergy.achievements', version: 2, achievements: [item] } },
    code: 'import_too_new',
  },
  'an import of something else': importing({ format: 'menu', version: 1, achievements: [item] }, 'format'),
  'an import of which one cannot be': importing(
    {
      format: 'synergy.achievements',
      version: 1,
      achievements: [item, { key: 'bad', definition: { ...ACHIEVEMENT, rewards: { points: -1 } } }],
    },
    'achievements.1.definition.rewards.points',
  ),
  'a negative budget': campaign({ budget_points: -1 }, 'definition.budget_points'),
  'a budget below one award': campaign(
    { effect: { bonus_points: 50 }, budget_points: 49 },
    'definition.budget_points',
  ),
  'a campaign that multiplies by 1e9': campaign(
    { effect: { multiplier_basis_points: 1e9 } },
    'definition.effect.multiplier_basis_points',
  ),
  'a campaign that ends before it begins': campaign({ until: '2031-03-31T00:00' }, 'definition.until'),
  'a campaign that is over': campaign(
    { from: '2030-04-01T00:00', until: '2030-05-01T00:00' },
    'definition.until',
  ),
  'a campaign for a rank that there is not': campaign(
    { when: { ranks: ['bronze', 'diamond'] } },
    'definition.when.ranks.1',
  ),
  'a campaign for an eighth day of the week': campaign(
    { when: { weekdays: ['mon', 'son'] } },
    'definition.when.weekdays.1',
  ),
  'a campaign for the first 0': campaign({ first_n: 0 }, 'definition.first_n'),
  'an estimate of a campaign that ends before it begins': {
    method: 'POST',
    path: 'campaigns/estimate',
    payload: { definition: { ...CAMPAIGN, until: '2031-03-31T00:00' } },
    field: 'definition.until',
  },
  'points that end after -1 months': settings(
    { expiry: { policy: 'inactivity', months: -1, notice_days: 0 } },
    'settings.expiry.months',
  ),
  'a notice before the points are earned': settings(
    { expiry: { policy: 'after_earning', months: 1, notice_days: 60 } },
    'settings.expiry.notice_days',
  ),
  'a cap below 0': settings(
    { caps: [{ per: 'member', period: 'day', points: -1 }] },
    'settings.caps.0.points',
  ),
  'two caps of one kind': settings(
    {
      caps: [
        { per: 'member', period: 'day', points: 1 },
        { per: 'member', period: 'day', points: 2 },
      ],
    },
    'settings.caps.1',
  ),
  'a review from scan 1 of a day': settings(
    { holds: { settle_after_hours: 0, review_from_scan_of_day: 1 } },
    'settings.holds.review_from_scan_of_day',
  ),
  'all multipliers together 1e9': settings(
    { multiplier_cap_basis_points: 1e9 },
    'settings.multiplier_cap_basis_points',
  ),
  'a setting that there is not': settings({ points_per_euro: 3 }, 'settings.points_per_euro'),
  'a reversal twice': giveBack({}, { status: 409, code: 'not_claimed' }),
  'a returned pack without a reason': giveBack({ reason: undefined }, { field: 'reason' }),
  'a returned pack that becomes something else': giveBack(
    { code_becomes: 'gold' },
    { field: 'code_becomes' },
  ),
  'a returned pack of serial 0': giveBack(
    { code: undefined, batch_id: randomUUID(), serial: 0 },
    { field: 'serial' },
  ),
  'a back-fill of an achievement that there is not': {
    method: 'POST',
    path: 'achievements/unknown/back-fill',
    payload: {},
    status: 404,
    code: 'not_found',
  },
}

describe('is refused with a clear problem, and nothing is half done:', () => {
  for (const [what, refusal] of Object.entries(REFUSALS)) {
    const { method, path, payload, status = 400, code = 'validation_failed', field } = refusal
    test(what, async () => {
      const before = await desk.fingerprint()
      const body = typeof payload === 'function' ? payload() : payload
      const reply = await desk.ask(method, path, body)
      assert.equal(reply.status, status, reply.text)
      assert.equal(reply.body.code, code, reply.text)
      assertProblem({ ...reply, body: reply.text })
      if (field) {
        const fields = (reply.body.errors as { field: string }[]).map(one => one.field)
        assert.deepEqual(fields, [field], reply.text)
      }
      assert.deepEqual(await desk.fingerprint(), before)
    })
  }
})

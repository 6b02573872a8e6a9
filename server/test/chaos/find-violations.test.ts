import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findViolations } from './find-violations.ts'
import type { ClaimOperation, Operation, PatchOperation, Performed, ScanOperation } from './operation.ts'
import type { Evidence } from './read-evidence.ts'

const REQUEST = { method: 'POST', path: '/', headers: {} }
const PLANNED = { request: REQUEST, delayMs: 0, copies: 1 }
const ANSWER = JSON.stringify({ verdict: 'claimed', points_earned: 10 })
const LOST_RACE = JSON.stringify({ verdict: 'claimed_by_another', points_earned: 0 })

const SCAN: ScanOperation = {
  ...PLANNED,
  kind: 'scan',
  id: 'op-1',
  memberId: 'ann',
  hmac: 'c0de',
  verdicts: ['claimed', 'claimed_by_another'],
  consent: true,
}
const CLAIM: ClaimOperation = {
  ...PLANNED,
  kind: 'claim',
  id: 'op-2',
  email: 'new@example.com',
  hmac: 'beef',
  statuses: [202],
  outcome: 'scanned',
  consent: false,
}
const PATCH: PatchOperation = {
  ...PLANNED,
  kind: 'patch',
  id: 'op-3',
  memberId: 'ann',
  firstName: 'Robin 7',
  consent: false,
}

const performed = (operation: Operation, ...answers: [status: number, body: string][]): Performed => ({
  round: 1,
  operation,
  answers: answers.map(([status, body]) => ({ status, body })),
  unanswered: 0,
  gaveUp: false,
})

/** What a database holds in which one scan, one claim and one patch were applied once. */
function soundEvidence(): Evidence {
  const applied = (id: string, action: string, member: string, code: string, events: string[]) => ({
    operation: { client_op_id: id, member_id: member, action_id: action, answer: ANSWER },
    action: {
      id: action,
      client_op_id: id,
      member_id: member,
      name: 'product_scanned',
      data: { code, points: 10, events: events.map(event => ({ id: event, name: 'product_scanned' })) },
    },
    entry: { action_id: action, amount: 10, reason: 'scan' },
    events: events.map(event => ({
      id: event,
      member_id: member,
      name: 'product_scanned',
      action_id: action,
    })),
    code: { hmac: code, claimed_by: member, claim_action_id: action },
  })
  const scan = applied('op-1', 'act-1', 'ann', 'c0de', ['ev-1'])
  const claim = applied('op-2', 'act-2', 'newcomer', 'beef', [])
  const changed = { id: 'act-3', client_op_id: null, member_id: 'ann', name: 'consent_changed', data: {} }
  const told = { id: 'ev-3', member_id: 'ann', name: 'consent_changed', action_id: null }
  const member = { addresses: 1, gifts: 1, scans: 1 }
  return {
    operations: [scan.operation, claim.operation],
    actions: [scan.action, claim.action, changed],
    entries: [scan.entry, claim.entry],
    outbox: [...scan.events, told],
    codes: [scan.code, claim.code],
    claims: [{ client_op_id: 'op-2', member_id: 'newcomer', outcome: 'scanned', mails: 1 }],
    members: [
      { id: 'ann', email: 'ann@example.com', first_name: 'Robin 7', consent: false, ...member },
      { id: 'newcomer', email: 'new@example.com', first_name: 'New', consent: false, ...member },
    ],
    ledgerFaults: [],
  }
}

const ALL = [
  performed(SCAN, [200, ANSWER], [200, ANSWER]),
  performed(CLAIM, [202, '']),
  performed(PATCH, [200, '']),
]

/** What is found when the evidence was tampered with, or something else was answered. */
function violations(tamper: (evidence: Evidence) => void, done: Performed[] = ALL): string {
  const evidence = soundEvidence()
  tamper(evidence)
  return findViolations(done, evidence).join('\n')
}
const nothing = () => {}

test('a sound database contradicts no answer', () => {
  assert.equal(violations(nothing), '')
})

describe('it is noticed that', () => {
  const cases: [string, RegExp, (evidence: Evidence) => void, Performed[]?][] = [
    ['an acknowledged scan left no answer', /answer is stored never/, e => e.operations.shift()],
    ['an acknowledged scan was not applied', /applied never/, e => e.actions.shift()],
    [
      'a scan was applied twice',
      /applied 2 times/,
      e => e.actions.push({ ...e.actions[0], id: 'act-9' } as never),
    ],
    ['a scan is in the ledger twice', /ledger holds it 2 times/, e => e.entries.push(e.entries[0] as never)],
    ['a scan is not in the ledger', /ledger holds it never/, e => e.entries.shift()],
    [
      'other points were entered than told',
      /10 points were told, 9/,
      e => Object.assign(e.entries[0] as object, { amount: 9 }),
    ],
    [
      'the code stayed unclaimed',
      /claimed by nobody/,
      e => Object.assign(e.codes[0] as object, { claimed_by: null }),
    ],
    [
      'the code went to another member',
      /claimed by bob/,
      e => Object.assign(e.codes[0] as object, { claimed_by: 'bob' }),
    ],
    ['the event of a scan was lost', /outbox never, with consent/, e => e.outbox.shift()],
    [
      'the event of a scan was written twice',
      /outbox 2 times/,
      e => e.outbox.push({ ...e.outbox[0], id: 'ev-9' } as never),
    ],
    [
      'an event was written without consent',
      /without consent/,
      e => {
        e.outbox.push({ id: 'ev-9', member_id: 'newcomer', name: 'product_scanned', action_id: 'act-2' })
      },
    ],
    ['a claim was lost', /is stored never/, e => e.claims.shift()],
    ['a newcomer was lost', /e-mail is known never/, e => e.members.pop()],
    ['a newcomer got two gifts', /2 gifts/, e => Object.assign(e.members[1] as object, { gifts: 2 })],
    ['no mail was queued', /no mail/, e => Object.assign(e.claims[0] as object, { mails: 0 })],
    [
      'a patch was lost',
      /the name is Robin, not Robin 7/,
      e => Object.assign(e.members[0] as object, { first_name: 'Robin' }),
    ],
    [
      'a change of consent was logged twice',
      /consent is logged 2 times/,
      e => e.actions.push(e.actions[2] as never),
    ],
    [
      'the books do not balance',
      /a negative balance/,
      e => e.ledgerFaults.push({ fault: 'a negative balance', member_id: 'ann' }),
    ],
    [
      'something happened that nobody asked for',
      /which nobody sent/,
      e => e.actions.push({ id: 'act-9', client_op_id: 'op-9', member_id: 'bob', name: 'x', data: {} }),
    ],
    [
      'a repetition answered other bytes',
      /repetition answered other bytes/,
      nothing,
      [performed(SCAN, [200, ANSWER], [200, `${ANSWER} `])],
    ],
    [
      'two members were told that a code is theirs',
      /given away 2 times/,
      nothing,
      [...ALL, performed({ ...SCAN, id: 'op-4', memberId: 'bob' }, [200, ANSWER])],
    ],
    [
      'nobody got a code that several wanted',
      /given away never/,
      nothing,
      [performed(SCAN, [200, LOST_RACE])],
    ],
    [
      'a scan that found its own code taken had been applied before',
      /answered already_yours/,
      nothing,
      [performed(SCAN, [200, JSON.stringify({ verdict: 'already_yours' })])],
    ],
    [
      'a refused scan was applied',
      /refused, but applied once/,
      nothing,
      [performed({ ...SCAN, verdicts: ['unknown'] }, [200, JSON.stringify({ verdict: 'unknown' })])],
    ],
    [
      'a refused request was applied',
      /refused, but applied once/,
      nothing,
      [performed({ ...PLANNED, kind: 'invalid', id: 'op-1', status: 400 }, [400, ''])],
    ],
    ['an operation was never answered', /never answered/, nothing, [{ ...performed(SCAN), gaveUp: true }]],
    [
      'an operation was answered 500',
      /answered 500/,
      nothing,
      [performed(SCAN, [500, 'oops'], [200, ANSWER])],
    ],
  ]
  for (const [name, expected, tamper, done] of cases) {
    test(name, () => assert.match(violations(tamper, done), expected))
  }
})

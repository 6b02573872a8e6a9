import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runChaos } from './chaos/run-chaos.ts'

/** Before a commit, after a commit, and PostgreSQL itself. */
const SEED = 548

test('kill -9 in the middle of things loses and doubles nothing', { timeout: 90_000 }, async t => {
  const report = await runChaos({
    rounds: 3,
    seed: SEED,
    requests: 50,
    role: 'api',
    tell: line => t.diagnostic(line),
  })
  assert.deepEqual(report.violations, [])
  assert.ok(report.operations > 90, `${report.operations} operations are too few to mean anything`)
  assert.ok(report.unanswered > 0, 'no try went unanswered: the faults did not strike')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ChaosOptions, runChaos } from './chaos/run-chaos.ts'

const run = (options: Pick<ChaosOptions, 'seed' | 'rounds' | 'tell'> & Partial<ChaosOptions>) =>
  runChaos({ requests: 50, role: 'api', ...options })

/** Before a commit, after a commit, and PostgreSQL itself. */
const MIXED_SEED = 81
/** A commit that is held while the server might answer. */
const HELD_COMMIT_SEED = 1121

test('kill -9 in the middle of things loses and doubles nothing', { timeout: 90_000 }, async t => {
  const report = await run({ rounds: 3, seed: MIXED_SEED, tell: line => t.diagnostic(line) })
  assert.deepEqual(report.violations, [])
  assert.ok(report.operations > 90, `${report.operations} operations are too few to mean anything`)
  assert.ok(report.unanswered > 0, 'no try went unanswered: the faults did not strike')
})

test('a server that answers before its commit is found out', { timeout: 180_000 }, async t => {
  // It ends with the first violation. Which commit is held depends on the moment, and not each one is a scan's.
  const report = await run({
    rounds: 20,
    seed: HELD_COMMIT_SEED,
    tell: line => t.diagnostic(line),
    preload: new URL('./chaos/plant-early-answer.ts', import.meta.url).href,
  })
  assert.match(
    report.violations.join('\n'),
    /is stored never|repetition answered other bytes|not the one that was given/,
  )
})

import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { startForTest } from '../test-simulator.ts'
import { allChecks } from './all-checks.ts'
import type { Start } from './check.ts'
import { type Flaw, flaws, startFlawed } from './flaws.ts'

/** The names of the checks that fail. */
async function failuresOf(start: Start): Promise<string[]> {
  const failures: string[] = []
  // A few at a time: each has a simulator of its own.
  const waiting = [...allChecks]
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const closing: (() => unknown)[] = []
      const { name } = check
      await check.run({ after: close => closing.push(close) }, start).catch(() => failures.push(name))
      for (const close of closing) await close()
    }
  }
  await Promise.all([work(), work(), work(), work()])
  return failures
}

/** For each flaw, all checks that must find it, and no other may fail. */
const expected: Record<string, RegExp> = {
  'the index of a bad operation is one too high':
    /^a bad operation|several errors|exactly one way|, and not one more$/,
  'nothing is recognised as repeated': /counts once/,
  'the signed string is joined by dots': /own check takes both|openssl/,
  'sizes are counted in letters':
    /of "[é大🌿]", and not one more|with "[é大🌿]", and one more|^v1 has the same/u,
  'errors of single operations are not told':
    /^a bad operation|several errors|exactly one way|, and not one more$/,
  'suppressing does nothing': /suppressed person/,
  'timestamps are ignored': /arrives late/,
  'Retry-After is never sent': /Retry-After "(seconds|date|60\+|garbage)"/,
}

suite('a simulator that is wrong', () => {
  for (const flaw of flaws)
    test(`${flaw.name}: found, by the checks that are about it and by no others`, async () => {
      const pattern = expected[flaw.name] as RegExp
      const meant = allChecks.filter(({ name }) => pattern.test(name)).map(({ name }) => name)
      assert.ok(meant.length > 0)
      assert.deepEqual((await failuresOf(startFlawed(flaw))).sort(), meant.sort())
    })

  test('a KB of 1024 bytes where 1000 are expected is found by the sizes of operations and batches', async () => {
    const start: Start = (ending, given) => startForTest(ending, { ...given, knobs: { kb_bytes: 1024 } })
    assert.deepEqual(
      (await failuresOf(start)).sort(),
      allChecks
        .map(({ name }) => name)
        .filter(name => /^an operation may have|^a batch may have/.test(name))
        .sort(),
    )
  })

  test('one that passes everything on unchanged is right', async () => {
    const honest: Flaw = { name: 'none' }
    assert.deepEqual(await failuresOf(startFlawed(honest)), [])
  })
})

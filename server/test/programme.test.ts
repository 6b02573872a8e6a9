import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(import.meta.dirname, '../..')

interface Rule {
  rule: string
  file: string
  proof: string
}

/** The rows of the programme: a rule, and where it is proved. */
function rulesOf(text: string): Rule[] {
  return [...text.matchAll(/^\| (?<rule>.+?) \| `(?<file>[^`]+\.test\.ts)` (?<proof>.+?) \|$/gm)].map(
    ({ groups }) => groups as unknown as Rule,
  )
}

function missingProofs(rules: Rule[]): string[] {
  return rules
    .filter(({ file, proof }) => {
      const path = join(ROOT, 'server', file)
      return !existsSync(path) || !readFileSync(path, 'utf8').includes(proof)
    })
    .map(({ file, proof }) => `${file}: ${proof}`)
}

const programme = readFileSync(join(ROOT, 'docs/programme.md'), 'utf8')

test('every rule of the programme names a test that exists', () => {
  const rules = rulesOf(programme)
  assert.deepEqual(missingProofs(rules), [])
  const rows = programme.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| rule'))
  assert.equal(rules.length, rows.length, 'every row has a proof')
  assert.ok(rules.length > 40)
})

test('planted bug: a proof that is gone is found', () => {
  const gone = { rule: 'x', file: 'src/points/ledger.test.ts', proof: 'no such test' }
  assert.equal(missingProofs([gone]).length, 1)
})

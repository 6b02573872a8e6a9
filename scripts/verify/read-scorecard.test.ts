import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { judge, tableOf } from './print-table.ts'
import { faultsOf, isClaimed, type Row, readScorecard, rowsOfSection } from './read-scorecard.ts'

/** How many requirements each point of the commission has: `1.1: 4` stands for P1.1a to P1.1d. */
const COMMISSIONED = {
  ...{ '1.1': 4 },
  ...{ '2.1': 5, '2.2': 3, '2.3': 3, '2.4': 3 },
  ...{ '3.1': 4, '3.2': 4, '3.3': 3 },
  ...{ '4.1': 3, '4.2': 3 },
  ...{ '5.1': 3, '5.2': 3 },
  ...{ '6.1': 3, '6.2': 3 },
  ...{ '7.1': 3, '7.2': 3 },
  ...{ '8.1': 3, '8.2': 3 },
  ...{ '9.1': 3, '9.2': 3 },
  ...{ '10.1': 3, '10.2': 3, '10.3': 3 },
}

const expectedIds = [
  ...Object.entries(COMMISSIONED).flatMap(([point, count]) =>
    [...'abcde'.slice(0, count)].map(letter => `P${point}${letter}`),
  ),
  ...Array.from({ length: 12 }, (_, i) => `R${i + 1}`),
]

const scorecard = readScorecard(readFileSync('docs/requirements.md', 'utf8'))

const row = (changes: Partial<Row> = {}): Row => ({
  id: 'P1.1a',
  requirement: 'fast',
  commands: ['npm test -- speed'],
  figure: '3 ms',
  state: 'met',
  ...changes,
})

describe('the scorecard', () => {
  test('has each of the 74 requirements and 12 promises once, in order', () => {
    assert.equal(expectedIds.filter(id => id.startsWith('P')).length, 74)
    assert.deepEqual(
      scorecard.map(({ id }) => id),
      expectedIds,
    )
  })

  test('claims nothing without a command and a figure, and every state is one there is', () => {
    assert.deepEqual(
      scorecard.flatMap(one => faultsOf(one).map(fault => `${one.id} ${fault}`)),
      [],
    )
  })

  test('says something about each requirement, claimed or not', () => {
    assert.deepEqual(
      scorecard.filter(one => one.requirement === '' || one.figure === '').map(({ id }) => id),
      [],
    )
  })

  test('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    const missing = scorecard
      .flatMap(({ commands }) => commands)
      .map(command => command.split(' '))
      .map(([, word, name]) => (word === 'run' ? name : word) as string)
      .filter(name => !(name in scripts))
    assert.deepEqual(missing, [])
  })
})

describe('a row', () => {
  const text = `| id | requirement | command | figure | state |
|---|---|---|---|---|
| P4.1a | within 5 min | \`npm test -- deliver\` \`npm run chaos -- --rounds 3\` | < 2 s | met at reduced scale |
| R1 | nothing lost | | | open |`

  test('is read with all its commands', () => {
    const [first, second] = readScorecard(text)
    assert.deepEqual(first?.commands, ['npm test -- deliver', 'npm run chaos -- --rounds 3'])
    assert.deepEqual([first?.id, first?.figure, first?.state], ['P4.1a', '< 2 s', 'met at reduced scale'])
    assert.deepEqual([second?.id, second?.commands, second?.state], ['R1', [], 'open'])
  })

  test('that claims to be met without a command, without a figure, or in another word, is at fault', () => {
    assert.equal(faultsOf(row()).length, 0)
    assert.equal(faultsOf(row({ commands: [] })).length, 1)
    assert.equal(faultsOf(row({ figure: '' })).length, 1)
    assert.equal(faultsOf(row({ state: 'done' })).length, 1)
    assert.equal(faultsOf(row({ commands: ['rm -r docs'] })).length, 1)
    assert.equal(faultsOf(row({ state: 'open', commands: [], figure: '' })).length, 0)
  })

  test('holds when all of its commands pass, and not when one fails or was not run', () => {
    const two = row({ commands: ['npm test -- a', 'npm test -- b'] })
    const pass = { passed: true, how: '1 s' }
    const fail = { passed: false, how: 'ended with 1' }
    const both = (b: typeof pass) =>
      new Map([
        ['npm test -- a', pass],
        ['npm test -- b', b],
      ])
    assert.equal(judge(two, both(pass)).passed, true)
    assert.equal(judge(two, both(fail)).passed, false)
    assert.equal(judge(two, new Map([['npm test -- a', pass]])).passed, false)
    assert.equal(judge(row({ commands: [] }), new Map()).passed, false)
    assert.equal(judge(row({ state: 'open' }), new Map()).passed, undefined)
    assert.match(tableOf([judge(two, both(fail))]), /P1\.1a .*FAIL.*npm test -- b: ended with 1/)
  })
})

test('a section is the rows of one number, or all promises', () => {
  const ids = (section: string) => rowsOfSection(scorecard, section).map(({ id }) => id)
  assert.deepEqual(ids('1'), ['P1.1a', 'P1.1b', 'P1.1c', 'P1.1d'])
  assert.equal(ids('3').length, 11)
  assert.equal(ids('10').length, 9)
  assert.deepEqual(ids('4.2'), ['P4.2a', 'P4.2b', 'P4.2c'])
  assert.deepEqual(ids('R1'), ['R1'])
  assert.equal(ids('R').length, 12)
  assert.ok(scorecard.some(isClaimed))
})

// R3 at the size of CI; `npm run races` is the full size.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Arena, openArena } from './races/arena.ts'
import { RACE_PLANTS } from './races/plants.ts'
import { raceForCodes } from './races/race-for-codes.ts'
import { raceForStock } from './races/race-for-stock.ts'

describe('two servers on one database, everybody at the same moment', () => {
  let arena: Arena
  before(async () => {
    arena = await openArena()
  })
  after(() => arena.close())

  test('each code has one winner, and the books are right', async () => {
    const { winners, answers, faults } = await raceForCodes(arena, { codes: 40, racers: 50 })
    assert.deepEqual(faults, [])
    assert.deepEqual([winners, answers], [40, { claimed: 40, claimed_by_another: 1_960 }])
  })

  test('what is in stock is sold, and no more, to ten times as many buyers', async () => {
    const { winners, answers, faults } = await raceForStock(arena, { stock: 10 })
    assert.deepEqual(faults, [])
    assert.deepEqual([winners, answers], [10, { sold: 10, '409 sold_out': 90 }])
  })
})

const MAIN = fileURLToPath(new URL('./races/main.ts', import.meta.url))

for (const [name, { what }] of Object.entries(RACE_PLANTS)) {
  test(`a planted bug is found: ${what}`, async t => {
    const options = ['--bug', name, '--codes', '10', '--racers', '50', '--stock', '10']
    const child = spawn(process.execPath, [MAIN, ...options], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => {
        said += chunk
      })
    }
    const [code] = await once(child, 'close')
    assert.equal(code, 1, said)
    assert.match(
      said,
      name === 'oversold' ? /were told that they have one of 10/ : /code \d+ has \d+ winners/,
    )
    t.diagnostic(said.split('\n').find(line => /faults$/.test(line)) ?? '')
  })
}

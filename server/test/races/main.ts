// npm run races -- --codes 1000 --racers 50: R3, one claim per code and no oversell, with two servers on one database.
import { parseArgs } from 'node:util'
import { openDatabase } from '../model/open-database.ts'
import { plantRace, RACE_PLANTS } from './plants.ts'

const TELL_EVERY = 100

const usage = `npm run races                            1,000 codes with 50 racers each, then 100 in stock with 1,000 buyers
npm run races -- --codes 50 --racers 20  so many codes, so many members who scan each of them at the same moment
npm run races -- --stock 20              so many of a reward, with ten buyers for each; 0 leaves a race out
npm run races -- --bug NAME              with a bug planted

bugs:
${Object.entries(RACE_PLANTS)
  .map(([name, { what }]) => `  ${name.padEnd(16)}${what}`)
  .join('\n')}

Ends with 1 when a code has not exactly one winner, more or less than the stock is sold, or the books are wrong.`

function refuse(why: string): never {
  console.error(`${why}\n\n${usage}`)
  process.exit(2)
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        codes: { type: 'string', default: '1000' },
        racers: { type: 'string', default: '50' },
        stock: { type: 'string', default: '100' },
        bug: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    return refuse((error as Error).message)
  }
}

const values = readOptions()
if (values.help) {
  console.log(usage)
  process.exit(0)
}

function whole(name: 'codes' | 'racers' | 'stock', min: number, max: number): number {
  const value = Number(values[name])
  if (Number.isInteger(value) && value >= min && value <= max) return value
  return refuse(`--${name} is a whole number from ${min} to ${max}, not ${values[name]}.`)
}

const [codes, racers, stock] = [whole('codes', 0, 100_000), whole('racers', 2, 500), whole('stock', 0, 400)]
const plant = values.bug === undefined ? undefined : RACE_PLANTS[values.bug]
if (values.bug !== undefined && !plant) refuse(`There is no bug called ${values.bug}.`)

const isPlanted = plant ? plantRace(plant) : () => true
// Only now: a bug is planted in what is not loaded yet.
const { openArena } = await import('./arena.ts')
const { raceForCodes } = await import('./race-for-codes.ts')
const { raceForStock } = await import('./race-for-stock.ts')
const { describeRace } = await import('./report.ts')
if (!isPlanted()) refuse('The server changed: the bug cannot be planted.')

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stop.abort(new Error('Interrupted.')))
}
const database = await openDatabase(line => console.log(line))
let faults = 0
try {
  const arena = await openArena()
  try {
    if (plant?.sql) await arena.shop.desk.rows(plant.sql)
    const began = performance.now()
    const tell = (done: number) => {
      if (done % TELL_EVERY === 0) console.log(`${done} codes raced for`)
    }
    if (codes > 0) {
      const report = await raceForCodes(arena, { codes, racers, tell, stop: stop.signal })
      console.log(describeRace(`${codes} codes x ${racers} racers`, report))
      faults += report.faults.length
    }
    if (stock > 0) {
      const report = await raceForStock(arena, { stock })
      console.log(describeRace(`${stock} in stock, ${stock * 10} buyers`, report))
      faults += report.faults.length
    }
    console.log(`${((performance.now() - began) / 1_000).toFixed(1)} s`)
  } finally {
    await arena.close()
  }
} catch (error) {
  console.error((error as Error).message)
  faults++
} finally {
  await database.stop()
}
process.exit(faults === 0 ? 0 : 1)

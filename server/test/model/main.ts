// npm run model -- --seeds 5000 [--seed N] [--bug name]: plays generated plans on the server and on a plain model of it.
import './follow-the-clock.ts'
import { parseArgs } from 'node:util'
import { plantSource } from './plant.ts'
import { PLANTS } from './plants.ts'

const SEEDS = 200
const TELL_EVERY = 100

const usage = `npm run model -- --seeds 5000  so many plans, each with a brand of its own; ${SEEDS} without it
npm run model -- --seed 17     that plan alone; with --seeds the first of them
npm run model -- --bug NAME    with a bug planted, on plans that provoke it, until it is found
  --shrink-seconds 60          how long a failure is made smaller; 0: not at all

bugs:
${Object.entries(PLANTS)
  .map(([name, { what }]) => `  ${name.padEnd(18)}${what}`)
  .join('\n')}`

function refuse(why: string): never {
  console.error(`${why}\n\n${usage}`)
  process.exit(2)
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        seeds: { type: 'string' },
        seed: { type: 'string' },
        bug: { type: 'string' },
        'shrink-seconds': { type: 'string', default: '60' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    return refuse((error as Error).message)
  }
}

function whole(name: string, text: string | undefined, otherwise: number, min: number): number {
  const value = Number(text ?? otherwise)
  if (Number.isInteger(value) && value >= min) return value
  return refuse(`--${name} is a whole number from ${min}, not ${text}.`)
}

const values = readOptions()
if (values.help) {
  console.log(usage)
  process.exit(0)
}
const plant = values.bug === undefined ? undefined : PLANTS[values.bug]
if (values.bug !== undefined && !plant) refuse(`There is no bug called ${values.bug}.`)
const isOne = values.seed !== undefined && values.seeds === undefined
const options = {
  seed: whole('seed', values.seed, 1, 0),
  seeds: isOne ? 1 : whole('seeds', values.seeds, SEEDS, 1),
  shrinkMs: whole('shrink-seconds', values['shrink-seconds'], 60, 0) * 1_000,
}

const isPlanted = plant ? plantSource(plant) : () => true
const { openDatabase } = await import('./open-database.ts')
const { runModel } = await import('./run-model.ts')
if (!isPlanted()) refuse(`${plant?.source?.file} is not loaded any more: the bug cannot be planted.`)
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
const database = await openDatabase(line => console.log(line))
const began = performance.now()
const { seeds, failure } = await runModel({
  ...options,
  stop: stop.signal,
  ...(plant ? { plant } : {}),
  tell: seed => {
    if ((seed - options.seed + 1) % TELL_EVERY === 0) console.log(`up to seed ${seed}: no difference`)
  },
})
console.log(`${seeds} seeds from ${options.seed} in ${((performance.now() - began) / 1_000).toFixed(1)} s`)
if (failure) console.error(`seed ${failure.seed}: ${failure.difference}\n\n${failure.plan}`)
else console.log('the server did what the model says')
await database.stop()
process.exit(failure ? 1 : 0)

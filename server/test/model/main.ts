// npm run model -- --seeds 5000 [--seed N]: plays generated plans on the server and on a plain model of it.
import './follow-the-clock.ts'
import { parseArgs } from 'node:util'
import { plantSource } from './plant.ts'
import { PLANTS } from './plants.ts'

const usage = `npm run model -- --seeds 5000   that many plans, each with a brand of its own
npm run model -- --seed 17      that plan, made as small as possible where it fails
npm run model -- --bug NAME     with a bug planted, on plans that provoke it; it has to be found
  bugs: ${Object.keys(PLANTS).join(', ')}
  --shrink-seconds 60           how long a failure is made smaller; 0: not at all`

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    bug: { type: 'string' },
    'shrink-seconds': { type: 'string', default: '60' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(usage)
  process.exit(0)
}

function whole(text: string | undefined, otherwise: number, min: number): number {
  const value = Number(text ?? otherwise)
  if (Number.isInteger(value) && value >= min) return value
  console.error(`${text} is no whole number from ${min}.\n${usage}`)
  process.exit(2)
}

const options = {
  seed: whole(values.seed, 1, 0),
  seeds: whole(values.seeds, values.seed === undefined ? 200 : 1, 1),
  shrinkMs: whole(values['shrink-seconds'], 60, 0) * 1_000,
}
const plant = values.bug === undefined ? undefined : PLANTS[values.bug]
if (values.bug !== undefined && !plant) {
  console.error(`There is no bug called ${values.bug}.\n${usage}`)
  process.exit(2)
}
if (plant) plantSource(plant)
const began = performance.now()
const { runModel } = await import('./run-model.ts')
const { seeds, failure } = await runModel({ ...options, ...(plant ? { plant } : {}) })
console.log(`${seeds} seeds from ${options.seed} in ${((performance.now() - began) / 1_000).toFixed(1)} s`)
if (failure) console.error(`seed ${failure.seed}: ${failure.difference}\n\n${failure.plan}`)
else console.log('the server did what the model says')
process.exit(failure ? 1 : 0)

// npm run chaos -- --rounds 50 [--seed N] [--requests 50] [--role all]: kill -9 until something is lost or doubled.
import { parseArgs } from 'node:util'
import { runChaos } from './run-chaos.ts'

const VIOLATIONS_SHOWN = 20

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    requests: { type: 'string', default: '50' },
    role: { type: 'string', default: 'all' },
  },
})

function whole(name: 'rounds' | 'seed' | 'requests', min: number): number {
  const value = Number(values[name])
  if (Number.isInteger(value) && value >= min) return value
  console.error(`--${name} is a whole number from ${min}, not ${values[name]}.`)
  process.exit(2)
}

const options = { rounds: whole('rounds', 1), seed: whole('seed', 0), requests: whole('requests', 10) }
const began = performance.now()
console.log(
  `seed ${options.seed}: ${options.rounds} rounds of ${options.requests} requests at once, role ${values.role}`,
)
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
const { signal } = stop
const report = await runChaos({
  ...options,
  role: values.role,
  stop: signal,
  tell: line => console.log(line),
})

const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`
console.log(
  `${report.operations} operations, ${report.answers} answers, ${report.unanswered} tries unanswered, ` +
    `${report.spared} rounds spared, ${seconds(performance.now() - began)}`,
)
for (const [target, recoveries] of Map.groupBy(report.recoveriesMs, ({ target }) => target)) {
  const sorted = recoveries.map(({ ms }) => ms).sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] as number
  console.log(
    `first success after ${target} fell: median ${seconds(median)}, max ${seconds(sorted.at(-1) as number)} (${sorted.length})`,
  )
}
if (report.violations.length === 0) console.log('nothing lost, nothing doubled')
else {
  console.error(`${report.violations.length} violations; again with --seed ${options.seed}. The first:`)
  for (const violation of report.violations.slice(0, VIOLATIONS_SHOWN)) console.error(`- ${violation}`)
}
process.exitCode = report.violations.length === 0 ? 0 : 1

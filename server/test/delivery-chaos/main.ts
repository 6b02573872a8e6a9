// npm run chaos:delivery -- [--events 20000] [--members 2000] [--seed N] [--window long|short]
import { parseArgs } from 'node:util'
import { startRedis } from '../../../scripts/test/redis.ts'
import { runDeliveryChaos } from './run-delivery-chaos.ts'

const USAGE = `npm run chaos:delivery -- [options]   events through every fault of the other side, workers killed with -9
  --events N       how many are written (20000)
  --members N      of how many members (2000)
  --weather-ms N   how long each fault lasts (4000)
  --window W       long: the other side remembers every event id; short: only the last 500 (long)
  --seed N         repeats the order of faults`
const FAULTS_SHOWN = 20

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '20000' },
    members: { type: 'string', default: '2000' },
    'weather-ms': { type: 'string', default: '4000' },
    window: { type: 'string', default: 'long' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}
const number = (name: 'events' | 'members' | 'weather-ms' | 'seed', min: number) => {
  const value = Number(values[name])
  if (Number.isInteger(value) && value >= min) return value
  console.error(`--${name} is a whole number from ${min}, not ${values[name]}.`)
  process.exit(2)
}
const options = {
  events: number('events', 100),
  members: number('members', 40),
  weatherMs: number('weather-ms', 500),
  seed: number('seed', 0),
  rememberedIds: values.window === 'short' ? 500 : 10_000_000,
}
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
console.log(
  `seed ${options.seed}: ${options.events} events of ${options.members} members, ${values.window} window`,
)
const redis = await startRedis()
try {
  const report = await runDeliveryChaos({
    ...options,
    redisUrl: redis.url,
    stop: stop.signal,
    tell: line => console.log(line),
  })
  console.log(`${report.kills} kills, ${report.requests} requests, ${report.seconds.toFixed(0)} s`)
  console.log(JSON.stringify(report.counts))
  if (report.faults.length === 0) console.log('each event has come to one end, and none was lost')
  for (const fault of report.faults.slice(0, FAULTS_SHOWN)) console.error(`- ${fault}`)
  if (report.faults.length > 0)
    console.error(`${report.faults.length} faults; again with --seed ${options.seed}`)
  process.exitCode = report.faults.length === 0 ? 0 : 1
} finally {
  await redis.stop()
}

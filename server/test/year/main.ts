// npm run simulate:year -- [--members 10000] [--scans 200000]: a brand's year through the real use cases, and its report.
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { DEMO_BRANDS } from '../../src/demo/seed-demo.ts'
import { dayOf } from '../../src/platform/calendar.ts'

const usage = `npm run simulate:year -- [options]  a brand's year through the real use cases on a real PostgreSQL
  --members 10000   honest members; farms come on top
  --scans 200000    packs that they scan, about
  --brand fernwood  or nightjar: whose settings, catalogue and rewards
  --seed 420        which year: the same seed gives the same people on the same days
  --days 365        how long; points of the first year expire in the second
  --keep            leaves the database there, and says its name
  --json FILE       the report as JSON as well
  --help

Exit 1 when an aim is missed or the year was cut off by Ctrl-C.`

const FROM = dayOf(new Date('2026-01-01T12:00:00Z'), 'UTC')

function refuse(why: string): never {
  console.error(`${why}\n\n${usage}`)
  process.exit(2)
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        members: { type: 'string', default: '10000' },
        scans: { type: 'string', default: '200000' },
        brand: { type: 'string', default: 'fernwood' },
        seed: { type: 'string', default: '420' },
        days: { type: 'string', default: '365' },
        keep: { type: 'boolean', default: false },
        json: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    return refuse((error as Error).message)
  }
}

function whole(name: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= min && value <= max) return value
  return refuse(`--${name} is a whole number from ${min} to ${max}, not ${text}.`)
}

const values = readOptions()
if (values.help) {
  console.log(usage)
  process.exit(0)
}
const brand = DEMO_BRANDS.find(({ slug }) => slug === values.brand)
if (!brand) refuse(`There is no brand ${values.brand}.`)
const input = {
  brand,
  members: whole('members', values.members, 20, 1_000_000),
  scans: whole('scans', values.scans, 20, 100_000_000),
  seed: whole('seed', values.seed, 0, 2_147_483_647),
  days: whole('days', values.days, 30, 1_095),
  from: FROM,
}
const { openDatabase } = await import('../model/open-database.ts')
const { runYear } = await import('./run-year.ts')
const { reportOf, reportText } = await import('./report.ts')

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
const database = await openDatabase(line => console.log(line))
console.log(
  `${brand.name}, seed ${input.seed}: ${input.members} members, about ${input.scans} scans, ${input.days} days`,
)
const isTerminal = process.stdout.isTTY
const run = await runYear({
  ...input,
  keep: values.keep,
  stop: stop.signal,
  onKept: name => console.log(`the database is kept: ${name}`),
  onDay(day, { scans = 0, claims = 0, redemptions = 0 }) {
    const line = `day ${day} of ${input.days}: ${scans + claims} scans, ${redemptions} redemptions`
    if (isTerminal) process.stdout.write(`\r${line}   `)
    else if (day % 30 === 0) console.log(line)
  },
})
if (isTerminal) console.log()
const report = reportOf(input.seed, run)
console.log(run.isWhole ? `\n${reportText(report)}` : '\nCut off: the year was not lived to its end.')
if (values.json && run.isWhole) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`)
await database.stop()
process.exit(run.isWhole && report.missed.length === 0 ? 0 : 1)

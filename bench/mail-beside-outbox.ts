// How long a mail takes from the request until it is handed over, with an empty outbox (A) and while a full one is being
// drained (B), in turns.
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { handOverTimes, quantiles, requestMails } from './mail-requests.ts'
import { type OutboxWorld, openOutboxWorld } from './outbox-world.ts'

const USAGE = `npm run bench:mail -- [--each 50] [--rounds 2] [--per-second 10] [--events 100000]
Prints p50 and p99 in ms from request to hand-over, in turns A B A B: beside an empty outbox, and beside one of --events.`
const { values } = parseArgs({
  options: {
    each: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '2' },
    'per-second': { type: 'string', default: '10' },
    events: { type: 'string', default: '100000' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}
const [each, rounds, perSecond, events] = [
  values.each,
  values.rounds,
  values['per-second'],
  values.events,
].map(Number) as [number, number, number, number]

const world = await openOutboxWorld(20_000, each * rounds * 2)
try {
  const { port } = await world.start('api')
  await world.start('worker')
  console.log(`${availableParallelism()} cores; ${each * 2} mails a turn, ${perSecond} a second`)
  for (let turn = 0; turn < rounds * 2; turn++) {
    const isBusy = turn % 2 === 1
    await empty(world)
    if (isBusy) await world.write(events)
    const since = new Date()
    await requestMails(world, port, { each, perSecond, first: turn * each })
    const left = await waiting(world)
    const [p50 = 0, p99 = 0] = quantiles(await handOverTimes(world, since), [0.5, 0.99])
    console.log(
      `${isBusy ? 'B' : 'A'} p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms; ${left} events waited at the end`,
    )
  }
} finally {
  await world.close()
}

async function waiting({ admin }: OutboxWorld): Promise<number> {
  const { rows } = await admin.query(`select count(*)::int n from outbox where state = 'waiting'`)
  return rows[0].n
}

/** What a turn left is none of the next one's. */
async function empty({ admin }: OutboxWorld) {
  await admin.query(`update outbox set state = 'sent', settled_at = now() where state = 'waiting'`)
}

import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { defaultKnobs, startSimulator } from '../../../simulator/src/index.ts'
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.ts'
import { createRandom, type Random } from '../chaos/random.ts'
import { type ServerProcess, startServerProcess } from '../chaos/server-process.ts'
import { TEST_KEYS } from '../keys.ts'
import { ACCOUNT, type DeliveryWorld, openDeliveryWorld } from './delivery-world.ts'
import { findDeliveryFaults, type Verdict } from './find-delivery-faults.ts'
import { type Fault, forecast, misfortunes } from './weather.ts'

export interface DeliveryChaosOptions {
  events: number
  members: number
  seed: number
  /** How many event ids the stand-in remembers; few, and what is sent again is taken in again. */
  rememberedIds: number
  /** How long each weather lasts, and about how long a worker lives. */
  weatherMs: number
  redisUrl: string
  /** A module that each worker loads first: for planting a bug. */
  preload?: string
  stop?: AbortSignal
  tell(line: string): void
}

export interface DeliveryChaosReport extends Verdict {
  kills: number
  requests: number
  seconds: number
}

/** The ceiling of the default pace, and what a busy machine may bunch together on the way. */
const RATE_CEILING = 100 * 1.2
const SETTLED_MS_MAX = 180_000
const WORKERS = 2
const EVENTS_AT_ONCE = 50

/**
 * Sends events through every weather while workers are killed with -9, then lets the sky clear and holds what the
 * stand-in received against the outbox. Everything happens in an installation of its own, which is removed afterwards.
 */
export async function runDeliveryChaos(options: DeliveryChaosOptions): Promise<DeliveryChaosReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'synergy-delivery-chaos-'))
  // PostgreSQL may run as another account, which must get through.
  chmodSync(dataDir, 0o755)
  const ends: (() => Promise<unknown>)[] = []
  try {
    const postgres = await startEmbeddedPostgres({ dataDir })
    ends.push(() => postgres.stop())
    const simulator = await startSimulator({
      port: 0,
      controlPort: 0,
      seed: options.seed,
      ledgerLimit: 2_000_000,
      workspaces: [{ name: 'chaos', ...ACCOUNT }],
      knobs: { ...defaultKnobs, remembered_event_ids: options.rememberedIds },
    })
    ends.push(() => simulator.close())
    const databaseUrl = new URL(postgres.url)
    databaseUrl.pathname = '/synergy'
    const world = await openDeliveryWorld(databaseUrl.href, simulator, options.members)
    ends.push(() => world.close())
    return await storm(world, options, {
      ROLE: 'worker',
      KEYS: TEST_KEYS,
      DATABASE_URL: databaseUrl.href,
      REDIS_URL: options.redisUrl,
      RATE_LIMITS: 'off',
    })
  } finally {
    for (const end of ends.reverse()) await Promise.allSettled([end()])
    await removeEmbeddedPostgres(dataDir)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function storm(
  world: DeliveryWorld,
  options: DeliveryChaosOptions,
  settings: Record<string, string>,
): Promise<DeliveryChaosReport> {
  const startedMs = performance.now()
  const random = createRandom(options.seed)
  const workers = new Workers(settings, options)
  const calm = new AbortController()
  const victims = {
    malformed: world.memberIds.slice(0, Math.max(1, Math.round(options.members / 500))),
    breaking: world.memberIds.slice(-Math.max(1, Math.round(options.members / 500))),
  }
  try {
    await workers.start(WORKERS)
    const killing = workers.killNowAndThen(random, calm.signal, () => world.endLeases())
    const waiting = world.endWaitsUntil(calm.signal)
    await weatherAndEvents(world, random, options, misfortunes(victims))
    calm.abort()
    await Promise.all([killing, waiting])
    // Those who made every request fail do so no more; what is malformed stays so.
    await world.setFaults(misfortunes({ ...victims, breaking: [] }))
    options.tell(`the sky clears after ${workers.kills} kills: ${await world.countWaiting()} wait`)
    await untilSettled(world, options.stop)
  } finally {
    calm.abort()
    await workers.stop()
  }
  const evidence = await world.readEvidence()
  const verdict = findDeliveryFaults({
    ...evidence,
    malformed: new Set(victims.malformed),
    isWindowLong: options.rememberedIds >= options.events * 2,
    rateCeiling: RATE_CEILING,
  })
  const seconds = (performance.now() - startedMs) / 1_000
  return { ...verdict, kills: workers.kills, requests: evidence.requests, seconds }
}

/** Each weather for a while, with its share of the events written in the meantime, and members who leave. */
async function weatherAndEvents(
  world: DeliveryWorld,
  random: Random,
  { events, weatherMs, stop, tell }: DeliveryChaosOptions,
  always: Fault[],
) {
  const weathers = forecast(random)
  let written = 0
  for (const [index, faults] of weathers.entries()) {
    if (stop?.aborted) throw new Error('stopped')
    tell(`${index + 1}/${weathers.length} ${JSON.stringify(faults)}: ${await world.countWaiting()} wait`)
    await world.setFaults([...always, ...faults])
    const endsMs = performance.now() + weatherMs
    const target = Math.round((events * (index + 1)) / weathers.length)
    while (written < target) {
      const count = Math.min(EVENTS_AT_ONCE, target - written)
      await world.writeEvents(random, count)
      written += count
    }
    if (index % 4 === 3) await world.leave(random)
    await sleep(Math.max(0, endsMs - performance.now()))
  }
}

async function untilSettled(world: DeliveryWorld, stop: AbortSignal | undefined) {
  const giveUpMs = performance.now() + SETTLED_MS_MAX
  while ((await world.countWaiting()) > 0) {
    if (stop?.aborted || performance.now() > giveUpMs) return
    await world.endWaits()
    await sleep(300)
  }
}

/** Worker processes, some of which are killed now and then, and others started in their place. */
class Workers {
  kills = 0
  readonly #settings: Record<string, string>
  readonly #options: DeliveryChaosOptions
  readonly #running = new Set<ServerProcess>()

  constructor(settings: Record<string, string>, options: DeliveryChaosOptions) {
    this.#settings = settings
    this.#options = options
  }

  async start(count: number) {
    for (let i = 0; i < count; i++) {
      this.#running.add(await startServerProcess(this.#settings, this.#options.preload))
    }
  }

  /** After each kill `afterwards` runs: nobody waits until the lease of the dead has run out. */
  async killNowAndThen(random: Random, calm: AbortSignal, afterwards: () => Promise<void>) {
    while (!calm.aborted) {
      const lives = this.#options.weatherMs * (0.3 + random.next())
      await sleep(lives, undefined, { signal: calm }).catch(() => {})
      if (calm.aborted) return
      const victim = random.pick([...this.#running])
      victim.kill()
      await victim.ended
      this.#running.delete(victim)
      this.kills++
      await afterwards()
      await this.start(1)
    }
  }

  async stop() {
    await Promise.all([...this.#running].map(worker => worker.stop()))
  }
}

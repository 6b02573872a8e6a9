import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CronItem,
  makeWorkerUtils,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
  type WorkerUtils,
} from 'graphile-worker'
import type pg from 'pg'
import { createPool } from '../db/pool.ts'
import { newId } from '../id.ts'
import type { Platform } from '../platform.ts'
import { beat, endBeat, reap } from './heartbeat.ts'
import { type TaskTable, wrapSystemTask, wrapTasks } from './task.ts'
import { createWorkerLog } from './worker-log.ts'

/** Work that begins by the clock and is no brand's; `cron` as crontab writes it, in UTC. */
export interface Schedule {
  task: string
  cron: string
  work(platform: Platform): Promise<void>
}

/** What begins by the clock, and which of the tasks are done by workers of their own. */
export interface JobPlan {
  schedules?: Schedule[]
  urgent?: string[]
}

/** What one runner does, and how much of it at once. */
interface Work {
  tasks: TaskTable
  /** Undefined for a runner that looks at no clock. */
  schedules: Schedule[] | undefined
  concurrency: number
  /** Jobs that it fetches ahead: fewer queries, and what comes later and is more urgent waits behind them. */
  ahead: number
}

export interface JobPool {
  /** Takes no more jobs, and resolves when those in hand are done; again, it does nothing more. */
  stop(): Promise<void>
}

const BEAT_MS = 5_000
const BEATS_PER_REAP = 2
const RESTART_MS = 1_000
const MONTHS_AHEAD = 3

/** Queue operations are short and the jobs' own work runs on the app's pool; each of the two runners listens on one. */
const QUEUE_CONNECTIONS = 5

/**
 * Works on the jobs of these tasks, as many at once as configured, until stopped; jobs of workers that died are taken
 * over after half a minute. Urgent tasks have workers that do nothing else, so that they wait for no other job. It
 * survives a database that goes away.
 */
export async function startJobPool(
  platform: Platform,
  tasks: TaskTable,
  { schedules = [], urgent = [] }: JobPlan = {},
): Promise<JobPool> {
  const queue = createPool({ url: platform.roles.jobs, max: QUEUE_CONNECTIONS, name: 'synergy jobs' })
  // A connection that breaks while the queue holds it is the queue's to replace; unheard, it would end the process.
  queue.on('connect', client => client.on('error', () => {}))
  const utils = await makeWorkerUtils({ pgPool: queue, logger: createWorkerLog(platform.log) })
  const [stopWork, stopHeart] = [new AbortController(), new AbortController()]
  const runners = divide(platform, tasks, { schedules, urgent }).map(work =>
    keepRunning(platform, queue, work, stopWork.signal),
  )
  const workerIds = () => runners.flatMap(runner => [...runner.ids])
  const heart = keepBeating(platform, queue, utils, workerIds, stopHeart.signal)
  await Promise.all(runners.map(runner => runner.started))
  async function stop() {
    stopWork.abort()
    await Promise.all(runners.map(runner => runner.ended))
    stopHeart.abort()
    await heart
    await utils.release()
    await queue.end()
  }
  let stopped: Promise<void> | undefined
  return {
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}

/** One runner for all but the urgent, one for those. */
function divide({ config }: Platform, tasks: TaskTable, { schedules, urgent }: Required<JobPlan>): Work[] {
  const of = (isUrgent: boolean) =>
    Object.fromEntries(Object.entries(tasks).filter(([name]) => urgent.includes(name) === isUrgent))
  const { jobConcurrency: concurrency, urgentConcurrency } = config
  const ordinary = { tasks: of(false), schedules, concurrency, ahead: concurrency }
  if (urgent.length === 0) return [ordinary]
  return [ordinary, { tasks: of(true), schedules: undefined, concurrency: urgentConcurrency, ahead: -1 }]
}

function startRunner(
  platform: Platform,
  queue: pg.Pool,
  { tasks, schedules, concurrency, ahead }: Work,
  ids: Set<string>,
): Promise<Runner> {
  // What an earlier runner of this pool may have left locked is to be found by the reaper.
  ids.clear()
  const events = new EventEmitter() as WorkerEvents
  events.on('pool:create', ({ workerPool }) => ids.add(workerPool.id))
  events.on('worker:create', ({ worker }) => ids.add(worker.workerId))
  const clockwork = schedules ? byClock(platform, queue, schedules) : { tasks: {}, cron: [] }
  return run({
    pgPool: queue,
    events,
    noHandleSignals: true,
    concurrency,
    logger: createWorkerLog(platform.log),
    preset: { worker: { localQueue: { size: ahead } } },
    taskList: { ...wrapTasks(platform, tasks), ...clockwork.tasks },
    parsedCronItems: parseCronItems(clockwork.cron),
  })
}

/** What begins by the clock, as the queue wants it; new partitions are the platform's own. */
function byClock(platform: Platform, queue: pg.Pool, schedules: Schedule[]) {
  const ensurePartitions = async () => {
    await queue.query('select ensure_partitions($1, $2)', [platform.clock(), MONTHS_AHEAD])
  }
  const tasks: TaskList = Object.assign(
    wrapSystemTask(platform, 'ensure_partitions', ensurePartitions),
    ...schedules.map(({ task, work }) => wrapSystemTask(platform, task, () => work(platform))),
  )
  const cron: CronItem[] = [
    {
      task: 'ensure_partitions',
      match: '17 3 * * *',
      options: { backfillPeriod: 86_400_000, maxAttempts: 12 },
    },
    // What runs by the minute is not made up for: the next one does it all.
    ...schedules.map(({ task, cron }) => ({ task, match: cron, options: { maxAttempts: 1 } })),
  ]
  return { tasks, cron }
}

/** Starts the runner, and starts it again should it end before it is told to. */
function keepRunning(platform: Platform, queue: pg.Pool, work: Work, stop: AbortSignal) {
  const ids = new Set<string>()
  const started = Promise.withResolvers<void>()
  const isStopping = new Promise<'stop'>(resolve => stop.addEventListener('abort', () => resolve('stop')))
  async function keep() {
    while (!stop.aborted) {
      try {
        const runner = await startRunner(platform, queue, work, ids)
        started.resolve()
        if ((await Promise.race([runner.promise, isStopping])) === 'stop') return await runner.stop()
      } catch (error) {
        platform.log.error({ err: error }, 'the job pool ended and is started again')
      }
      await sleep(RESTART_MS, undefined, { signal: stop }).catch(() => {})
    }
  }
  return { ids, started: started.promise, ended: keep() }
}

async function keepBeating(
  { clock, log }: Platform,
  queue: pg.Pool,
  utils: WorkerUtils,
  workerIds: () => string[],
  stop: AbortSignal,
) {
  const id = newId(clock())
  for (let beats = 0; !stop.aborted; beats++) {
    try {
      await beat(queue, id, workerIds(), clock)
      if (beats % BEATS_PER_REAP === 0) {
        const freed = await reap(queue, utils, clock)
        if (freed.length > 0) log.warn({ workers: freed }, 'took over the jobs of workers that died')
      }
    } catch (error) {
      log.warn({ err: error }, 'no heartbeat of the job pool')
      // After an outage the others are silent too: they get their time to say that they live.
      beats = 0
    }
    await sleep(BEAT_MS, undefined, { signal: stop }).catch(() => {})
  }
  await endBeat(queue, id).catch(error => log.warn({ err: error }, 'the job pool could not sign off'))
}

import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openWorld, type World } from '../../../test/world.ts'
import { enqueue, type Job, startJobPool, type TaskTable } from '../jobs.ts'

/** A world with a job pool that ends before it. */
async function open(t: TestContext) {
  let stop = async () => {}
  t.after(() => stop())
  const world = await openWorld(t)
  return {
    world,
    async start(tasks: TaskTable) {
      const pool = await startJobPool(world.platform, tasks)
      stop = pool.stop
      return pool
    },
  }
}

const add = ({ platform, brand }: World, task: string, payload: object, key?: string) =>
  platform.db.transaction(brand.id, tx =>
    enqueue(tx, task, payload, key === undefined ? {} : { jobKey: key }),
  )

async function until(what: string, isSo: () => boolean | Promise<boolean>, limitMs = 15_000) {
  for (const end = performance.now() + limitMs; !(await isSo()); await sleep(20)) {
    if (performance.now() > end) throw new Error(`${what}: not within ${limitMs} ms`)
  }
}

const metric = async ({ platform }: World, outcome: string) =>
  (await platform.metrics.jobs.get()).values.find(value => value.labels.outcome === outcome)?.value ?? 0

test('a job runs as the brand of the transaction that enqueued it, and only if that commits', async t => {
  const { world, start } = await open(t)
  const other = await world.addBrand({ slug: 'other' })
  const ran: { payload: object; job: Job }[] = []
  await start({ note: async (_platform, payload, job) => void ran.push({ payload, job }) })
  const lost = world.platform.db.transaction(world.brand.id, async tx => {
    await enqueue(tx, 'note', { number: 0 })
    throw new Error('rolled back')
  })
  await assert.rejects(lost, /rolled back/)
  // The brand is the transaction's, whatever the payload claims.
  await world.platform.db.transaction(other.id, tx =>
    enqueue(tx, 'note', { number: 1, brand_id: world.brand.id }),
  )
  await until('the job ran', () => ran.length > 0)
  await sleep(100)
  assert.deepEqual(
    ran.map(({ payload, job }) => [payload, job.brandId]),
    [[{ number: 1, brand_id: other.id }, other.id]],
  )
  assert.equal(await metric(world, 'done'), 1)
})

test('a job that is enqueued again under its key waits once, with the newer payload', async t => {
  const { world, start } = await open(t)
  await add(world, 'note', { number: 1 }, 'same')
  await add(world, 'note', { number: 2 }, 'same')
  const ran: number[] = []
  await start({ note: async (_platform, { number }: { number: number }) => void ran.push(number) })
  await until('it ran', () => ran.length > 0)
  await sleep(100)
  assert.deepEqual(ran, [2])
})

test('a job that throws is counted and tried again', async t => {
  const { world, start } = await open(t)
  let tries = 0
  await start({
    flaky: async () => {
      if (++tries === 1) throw new Error('not yet')
    },
  })
  await add(world, 'flaky', {})
  await until('it ran twice', () => tries === 2)
  await until('it is done', async () => (await metric(world, 'done')) === 1)
  assert.equal(await metric(world, 'retried'), 1)
})

test('a pool that stops finishes what it has begun, and signs off', async t => {
  const { world, start } = await open(t)
  let finished = false
  const begun = Promise.withResolvers<void>()
  const pool = await start({
    slow: async () => {
      begun.resolve()
      await sleep(300)
      finished = true
    },
  })
  await add(world, 'slow', {})
  await begun.promise
  await pool.stop()
  assert.equal(finished, true)
})

test('the job of a worker that was killed is taken over after half a minute without a heartbeat', async t => {
  const { world, start } = await open(t)
  await add(world, 'hold', { number: 7 })
  const child = fork(new URL('./test/hold-a-job.ts', import.meta.url), [world.databaseName])
  t.after(() => child.kill('SIGKILL'))
  assert.deepEqual((await once(child, 'message'))[0], 'holding')
  child.kill('SIGKILL')
  await once(child, 'exit')

  const taken: number[] = []
  const tasks: TaskTable = {
    hold: async (_platform, { number }: { number: number }) => void taken.push(number),
  }
  const early = await startJobPool(world.platform, tasks)
  await sleep(500)
  await early.stop()
  assert.deepEqual(taken, [], 'it might still live')

  world.time.now = new Date(Date.now() + 31_000)
  await start(tasks)
  await until('it is taken over', () => taken.length > 0)
  assert.deepEqual(taken, [7])
})

test('the job of a worker that lives is left to it, however long it takes', async t => {
  const { world, start } = await open(t)
  let begun = 0
  const end = Promise.withResolvers<void>()
  t.after(() => end.resolve())
  const hold: TaskTable = {
    hold: async () => {
      begun++
      await end.promise
    },
  }
  await start(hold)
  await add(world, 'hold', {})
  await until('it is begun', () => begun === 1)
  world.time.now = new Date(Date.now() + 3_600_000)
  // A heartbeat by the new clock, and then another pool that reaps as it starts.
  await sleep(5_500)
  const second = await startJobPool(world.platform, hold)
  await sleep(2_500)
  end.resolve()
  await second.stop()
  assert.equal(begun, 1)
})

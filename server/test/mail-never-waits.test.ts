import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startOutboxSender } from '../src/customerio/index.ts'
import { queueMail } from '../src/mail/index.ts'
import { startRelay } from '../src/mail/test/relay.ts'
import { startJobPool, type TaskTable } from '../src/platform/jobs.ts'
import { tasks, urgent } from '../src/tasks.ts'
import { storeBrandRelay, storeCustomerIoCredentials } from '../src/tenancy/index.ts'
import { openWorld, type World } from './world.ts'

const EVENTS = 100_000
const JOBS = 5_000

async function open(t: TestContext, env: Record<string, string> = {}) {
  const stops: (() => Promise<unknown>)[] = []
  t.after(async () => {
    for (const stop of stops.reverse()) await stop()
  })
  const world = await openWorld(t, env)
  const relay = await startRelay()
  stops.push(relay.close)
  await storeBrandRelay(world.platform, world.brand.id, { url: relay.url, from: 'hello@acme.example' })
  return { world, relay, stops }
}

async function until(what: string, isSo: () => boolean | Promise<boolean>) {
  for (const end = performance.now() + 60_000; !(await isSo()); await sleep(20)) {
    if (performance.now() > end) throw new Error(`${what}: not within a minute`)
  }
}

/** A Customer.io that takes what it is sent and answers nothing before it is told to. */
async function startSilence() {
  const held: ServerResponse[] = []
  const server = createServer((request, response) => {
    request.resume()
    held.push(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    held,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`,
    end() {
      server.closeAllConnections()
      return new Promise(resolve => server.close(resolve))
    },
  }
}

async function writeEvents({ adminUrl, brand }: World, memberId: string, count: number) {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  const numbers = { points_balance: 1, lifetime_points: 1, points_spent_total: 0, total_scans: 1 }
  await admin.query(
    `insert into outbox (brand_id, id, member_id, lane, name, schema_version, occurred_at, numbers, refs)
     select $1, uuidv7(), $2, i % 16, 'points_expired', 1, clock_timestamp(), $3, '{}' from generate_series(1, $4::int) i`,
    [brand.id, memberId, JSON.stringify(numbers), count],
  )
  await admin.end()
}

const signIn = { first_name: 'Robin', link: 'https://acme.example/auth/link?token=t', code: '123456' }

test('a sign-in mail is handed over before any of 100,000 events and 5,000 jobs that wait', async t => {
  const { world, relay, stops } = await open(t)
  const { platform, brand } = world
  const member = await world.addMember()
  const silence = await startSilence()
  await storeCustomerIoCredentials(platform, brand.id, {
    site_id: 'acme-site',
    api_key: 'acme-key',
    app_api_key: 'acme-app',
    track_url: silence.url,
    app_url: silence.url,
    webhook_signing_keys: [],
    mail_from: 'hello@acme.example',
  })
  await writeEvents(world, member.id, EVENTS)
  await platform.db.transaction(brand.id, tx =>
    tx.raw(`select enqueue('hold', '{}') from generate_series(1, $1::int)`, [JOBS]),
  )

  const release = Promise.withResolvers<void>()
  const ran = { begun: 0, ended: 0 }
  const held: TaskTable = {
    ...tasks,
    async hold() {
      ran.begun++
      await release.promise
      ran.ended++
    },
  }
  const pool = await startJobPool(platform, held, { urgent })
  const sender = startOutboxSender(platform, world.app.brands)
  stops.push(async () => {
    release.resolve()
    await Promise.all([pool.stop(), silence.end(), sender.stop()])
  })
  // Every worker is busy, and events are on their way.
  await until('all is busy', () => ran.begun === platform.config.jobConcurrency && silence.held.length > 0)
  await platform.db.transaction(brand.id, tx =>
    queueMail(
      tx,
      platform.keys,
      { memberId: member.id, template: 'sign_in', recipient: member.email, payload: signIn },
      platform.clock(),
    ),
  )
  await until('the mail is handed over', () => relay.taken.length > 0)
  assert.deepEqual(relay.taken[0]?.to, [member.email])
  assert.equal(ran.ended, 0)
  const [row] = await platform.db.transaction(brand.id, tx =>
    tx.raw<{ waiting: number }>(
      `select count(*)::int waiting from outbox where brand_id = $1 and state = 'waiting'`,
      [brand.id],
    ),
  )
  assert.equal(row?.waiting, EVENTS)
})

test('a mail that somebody waits for goes before those to many', async t => {
  const { world, relay, stops } = await open(t, { MAIL_CONCURRENCY: '1' })
  const { platform, brand } = world
  const member = await world.addMember()
  const recall = {
    first_name: 'Robin',
    product_name: 'Moss',
    lot_number: null,
    reason: 'Mould',
    made_good: 'keep_points' as const,
    bonus: null,
  }
  await platform.db.transaction(brand.id, async tx => {
    const about = { memberId: member.id, recipient: member.email }
    for (let i = 0; i < 20; i++) {
      await queueMail(tx, platform.keys, { ...about, template: 'recall', payload: recall }, platform.clock())
    }
    await queueMail(tx, platform.keys, { ...about, template: 'sign_in', payload: signIn }, platform.clock())
  })
  const pool = await startJobPool(platform, tasks, { urgent })
  stops.push(pool.stop)
  await until('all are handed over', () => relay.taken.length === 21)
  assert.equal(
    relay.taken.findIndex(mail => mail.raw.includes('123456')),
    0,
  )
})

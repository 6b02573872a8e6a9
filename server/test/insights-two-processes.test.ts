import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { get, type IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { storeCustomerIoCredentials } from '../src/tenancy/index.ts'
import { createHttpClient } from './chaos/http-client.ts'
import { startServerProcess } from './chaos/server-process.ts'
import { TEST_KEYS } from './keys.ts'
import { openWorld } from './world.ts'

const SIGNING_KEY = 's'.repeat(32)

test('an insight that one process takes in and another reads reaches the screen that is open at the first', {
  timeout: 60_000,
}, async t => {
  const world = await openWorld(t)
  await storeCustomerIoCredentials(world.platform, world.brand.id, {
    site_id: 'acme-site',
    api_key: 'k'.repeat(32),
    app_api_key: 'a'.repeat(32),
    track_url: 'http://127.0.0.1:9/api/v1',
    app_url: 'http://127.0.0.1:9/v1',
    webhook_signing_keys: [SIGNING_KEY],
    mail_from: 'Acme <hello@acme.example>',
  })
  const settings = {
    KEYS: TEST_KEYS,
    DATABASE_URL: world.adminUrl,
    REDIS_URL: process.env.REDIS_TEST_URL ?? '',
    RATE_LIMITS: 'off',
  }
  const api = await startServerProcess({ ...settings, ROLE: 'api' })
  t.after(() => api.stop())
  const worker = await startServerProcess({ ...settings, ROLE: 'worker' })
  t.after(() => worker.stop())
  const { id, token } = await world.addMember()
  const http = createHttpClient(() => api.port, 4)
  t.after(() => http.close())

  const stream = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = world.headers({ token })
    get({ host: '127.0.0.1', port: api.port, path: '/api/stream', headers }, resolve).once('error', reject)
  })
  t.after(() => stream.destroy())
  const body = {
    insight_id: randomUUID(),
    user_id: id,
    computed_at: new Date().toISOString(),
    predictions: { churn_probability: 0.5 },
  }
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const signature = createHmac('sha256', SIGNING_KEY)
    .update(`v0:${timestamp}:${JSON.stringify(body)}`)
    .digest('hex')
  const { status } = await http.send({
    method: 'POST',
    path: '/api/webhooks/customer-io/acme',
    headers: { 'x-cio-timestamp': timestamp, 'x-cio-signature': signature },
    body,
  })
  assert.equal(status, 200)
  let said = ''
  const heard = (async () => {
    for await (const chunk of stream) {
      said += chunk
      if (said.includes('event: insights')) break
    }
  })()
  await Promise.race([heard, sleep(10_000)])
  assert.match(said, /event: insights\ndata: {"source":"customer.io"/)
})

import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import pg from 'pg'
import { startSimulator } from '../../../simulator/src/index.ts'
import { openWorld } from '../../test/world.ts'
import { startJobPool } from '../platform/jobs.ts'
import { storeBrandRelay, storeCustomerIoCredentials } from '../tenancy/index.ts'
import { mailTasks, queueMail } from './index.ts'
import { sendMail } from './send-mail.ts'
import { headerOf, startRelay } from './test/relay.ts'

const ACCOUNT = { site_id: 'acme-site', api_key: 'acme-key', app_api_key: 'acme-app' }
const PAYLOAD = { first_name: 'Robin', link: 'https://acme.example/auth/link?token=t0ken', code: '123456' }

interface MailRow {
  state: string
  attempts: number
  detail: string | null
  recipient: string | null
  sealed: Buffer | null
}

async function open(t: TestContext, env: Record<string, string> = {}) {
  const world = await openWorld(t, env)
  const simulator = await startSimulator({
    port: 0,
    controlPort: 0,
    workspaces: [{ name: 'acme', ...ACCOUNT }],
  })
  t.after(() => simulator.close())
  const { platform, brand } = world
  const control = `http://127.0.0.1:${simulator.controlPort}`
  const member = await world.addMember()
  return {
    world,
    member,
    connect: (change: object = {}) =>
      storeCustomerIoCredentials(platform, brand.id, {
        ...ACCOUNT,
        track_url: `http://127.0.0.1:${simulator.port}/api/v1`,
        app_url: `http://127.0.0.1:${simulator.port}/v1`,
        webhook_signing_keys: [],
        mail_from: 'Acme <hello@acme.example>',
        ...change,
      }),
    setFaults: (faults: object[]) =>
      fetch(`${control}/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(faults),
      }),
    mailbox: async () =>
      ((await (await fetch(`${control}/mail`)).json()) as { items: Record<string, unknown>[] }).items,
    requests: async () =>
      ((await (await fetch(`${control}/ledger`)).json()) as { items: { payload: Record<string, unknown> }[] })
        .items,
    queue: () =>
      platform.db.transaction(brand.id, tx =>
        queueMail(
          tx,
          platform.keys,
          { memberId: member.id, template: 'sign_in', recipient: member.email, payload: PAYLOAD },
          platform.clock(),
        ),
      ),
    send: (id: string) => sendMail(platform, { mail_id: id }, { brandId: brand.id, jobId: '1' }),
    async jobs() {
      const admin = new pg.Client({ connectionString: world.adminUrl })
      await admin.connect()
      const { rows } = await admin.query<{ priority: number; wait_seconds: number }>(
        `select priority, extract(epoch from run_at - now())::float8 wait_seconds from graphile_worker.jobs
         where task_identifier = 'send_mail' order by id desc`,
      )
      await admin.end()
      return rows
    },
    async row(id: string): Promise<MailRow> {
      const [row] = await platform.db.transaction(brand.id, tx =>
        tx.raw<MailRow>('select * from mail_queue where brand_id = $1 and id = $2', [brand.id, id]),
      )
      return row as MailRow
    },
  }
}

test('a queued mail is sent by itself, and then neither address nor content is kept', async t => {
  let stop = async () => {}
  t.after(() => stop())
  const { world, member, connect, queue, row, mailbox, requests } = await open(t)
  await connect()
  stop = (await startJobPool(world.platform, mailTasks)).stop
  const id = await queue()
  while ((await row(id)).state === 'waiting') await new Promise(resolve => setTimeout(resolve, 20))
  const { state, recipient, sealed, detail } = await row(id)
  assert.deepEqual([state, recipient, sealed], ['sent', null, null])
  assert.match(detail ?? '', /^delivery /)
  const [mail] = await mailbox()
  assert.equal(mail?.to, member.email)
  assert.deepEqual(mail?.codes, ['123456'])
  assert.deepEqual(mail?.links, [PAYLOAD.link])
  const { disable_message_retention, tracked, send_to_unsubscribed, headers } =
    (await requests())[0]?.payload ?? {}
  assert.deepEqual([disable_message_retention, tracked, send_to_unsubscribed], [true, false, true])
  assert.deepEqual(headers, { 'Auto-Submitted': 'auto-generated' })
})

test('what waits in the queue cannot be read without the keys', async t => {
  const { queue, row } = await open(t)
  const { sealed } = await row(await queue())
  assert.doesNotMatch(sealed?.toString('latin1') ?? 't0ken', /t0ken|123456/)
})

test('a mail that is sent is not sent again, however often its job runs', async t => {
  const { connect, queue, send, mailbox } = await open(t)
  await connect()
  const id = await queue()
  await send(id)
  await send(id)
  assert.equal((await mailbox()).length, 1)
})

test('a failure is tried once more, with the same link, and not a third time', async t => {
  const { connect, queue, send, row, jobs, setFaults, mailbox, requests } = await open(t)
  await connect()
  await setFaults([{ kind: '500', count: 1 }])
  const first = await queue()
  await send(first)
  assert.equal((await row(first)).state, 'waiting')
  const [again, ...others] = await jobs()
  assert.deepEqual(others, [], 'the second try takes the place of the first')
  assert.ok(again && again.wait_seconds > 25 && again.wait_seconds <= 30, `again in ${again?.wait_seconds} s`)
  await send(first)
  assert.equal((await row(first)).state, 'sent')
  assert.deepEqual((await mailbox())[0]?.links, [PAYLOAD.link])

  await setFaults([{ kind: 'refuse' }])
  const second = await queue()
  await send(second)
  assert.equal((await row(second)).state, 'waiting')
  await send(second)
  await send(second)
  const { state, attempts, recipient, sealed } = await row(second)
  assert.deepEqual([state, attempts, recipient, sealed], ['failed', 2, null, null])
  assert.equal((await requests()).length, 4)
})

test('a refusal for good is not tried again', async t => {
  const { connect, queue, send, row } = await open(t)
  await connect({ app_api_key: 'wrong' })
  const id = await queue()
  await send(id)
  const { state, detail, attempts } = await row(id)
  assert.deepEqual([state, attempts], ['failed', 1])
  assert.match(detail ?? '', /401/)
})

test('a mail that comes after its link has died is not sent', async t => {
  const { world, connect, queue, send, row, mailbox } = await open(t)
  await connect()
  const id = await queue()
  world.time.now = new Date(Date.now() + 10 * 60_000)
  await send(id)
  assert.deepEqual([(await row(id)).state, (await row(id)).detail], ['failed', 'expired'])
  assert.equal((await mailbox()).length, 0)
})

test('a brand that can send nothing fails the mail and says so', async t => {
  const { queue, send, row } = await open(t)
  const id = await queue()
  await send(id)
  const { state, detail } = await row(id)
  assert.equal(state, 'failed')
  assert.match(detail ?? '', /neither a mail relay nor Customer.io/)
})

test('a brand’s own relay goes before the installation’s, and that before Customer.io', async t => {
  const own = await startRelay()
  const shared = await startRelay()
  t.after(() => Promise.all([own.close(), shared.close()]))
  const first = await open(t, { SMTP_URL: shared.url })
  await first.connect()
  await first.send(await first.queue())
  assert.equal(headerOf(shared.taken[0]?.raw ?? '', 'from'), 'Acme <hello@acme.example>')
  assert.equal((await first.mailbox()).length, 0)

  const { world, member, connect, queue, send, row } = await open(t, { SMTP_URL: shared.url })
  await connect()
  await storeBrandRelay(world.platform, world.brand.id, { url: own.url, from: 'mail@acme.example' })
  const id = await queue()
  await send(id)
  const [mail] = own.taken
  assert.deepEqual([mail?.from, mail?.to], ['mail@acme.example', [member.email]])
  assert.equal(headerOf(mail?.raw ?? '', 'from'), 'acme <mail@acme.example>')
  assert.equal(shared.taken.length, 1)
  assert.deepEqual([(await row(id)).state, (await row(id)).detail], ['sent', `message <${id}@acme.example>`])
})

test('with a relay no brand needs Customer.io, but an address to send from', async t => {
  const relay = await startRelay()
  t.after(relay.close)
  const without = await open(t, { SMTP_URL: relay.url })
  const first = await without.queue()
  await without.send(first)
  assert.match((await without.row(first)).detail ?? '', /MAIL_FROM/)
  const { queue, send, row } = await open(t, { SMTP_URL: relay.url, MAIL_FROM: 'mail@loyalty.example' })
  const id = await queue()
  await send(id)
  assert.equal((await row(id)).state, 'sent')
  assert.equal(headerOf(relay.taken[0]?.raw ?? '', 'from'), 'acme <mail@loyalty.example>')
})

test('a mail whose hand-over is unclear is sent once more, as the same message', async t => {
  const raws: string[] = []
  const relay = await startRelay({
    onData(stream, _session, callback) {
      const parts: Buffer[] = []
      stream.on('data', part => parts.push(part))
      stream.on('end', () => {
        raws.push(Buffer.concat(parts).toString())
        // The first is taken, and the answer to it is lost.
        if (raws.length === 1) relay.drop()
        else callback()
      })
    },
  })
  t.after(relay.close)
  const { queue, send, row } = await open(t, { SMTP_URL: relay.url, MAIL_FROM: 'mail@loyalty.example' })
  const id = await queue()
  await send(id)
  assert.deepEqual([(await row(id)).state, raws.length], ['waiting', 1])
  await send(id)
  assert.deepEqual([(await row(id)).state, raws.length], ['sent', 2])
  const [first, second] = raws.map(raw => headerOf(raw, 'message-id'))
  assert.equal(first, `<${id}@loyalty.example>`)
  assert.equal(second, first)
  assert.equal(
    raws.every(raw => raw.includes('t0ken')),
    true,
  )
})

test('how a mail ended is in the metrics once, and nothing that is kept or logged holds the address', async t => {
  const relay = await startRelay({
    onRcptTo(address, _session, callback) {
      callback(Object.assign(new Error(`5.1.1 no mailbox ${address.address}`), { responseCode: 550 }))
    },
  })
  t.after(relay.close)
  const { world, member, queue, send, row } = await open(t, {
    SMTP_URL: relay.url,
    MAIL_FROM: 'mail@loyalty.example',
  })
  const lines: string[] = []
  world.platform.log.error = ((facts: object) => void lines.push(JSON.stringify(facts))) as never
  const id = await queue()
  await send(id)
  await send(id)
  const { state, detail, attempts } = await row(id)
  assert.deepEqual([state, attempts, detail], ['failed', 1, 'the mail relay answered 550 5.1.1 at RCPT TO'])
  const { mails, mailFailures, mailSeconds } = world.platform.metrics
  assert.deepEqual(
    (await mails.get()).values.map(({ labels, value }) => [labels.outcome, value]),
    [['failed', 1]],
  )
  assert.deepEqual(
    (await mailFailures.get()).values.map(({ labels, value }) => [labels.kind, value]),
    [['refused', 1]],
  )
  assert.equal(
    (await mailSeconds.get()).values.find(one => one.metricName?.endsWith('_count'))?.value ?? 0,
    0,
  )
  assert.equal(lines.length, 1)
  assert.doesNotMatch(lines.join() + detail, new RegExp(member.email.split('@')[0] as string))
})

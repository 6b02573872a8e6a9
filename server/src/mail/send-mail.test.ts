import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { startSimulator } from '../../../simulator/src/index.ts'
import { openWorld } from '../../test/world.ts'
import { startJobPool } from '../platform/jobs.ts'
import { storeCustomerIoCredentials } from '../tenancy/index.ts'
import { mailTasks, queueMail } from './index.ts'
import { sendMail } from './send-mail.ts'

const ACCOUNT = { site_id: 'acme-site', api_key: 'acme-key', app_api_key: 'acme-app' }
const PAYLOAD = { first_name: 'Robin', link: 'https://acme.example/auth/link?token=t0ken', code: '123456' }

interface MailRow {
  state: string
  attempts: number
  detail: string | null
  recipient: string | null
  sealed: Buffer | null
}

async function open(t: TestContext) {
  const world = await openWorld(t)
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
  const { disable_message_retention, tracked, send_to_unsubscribed } = (await requests())[0]?.payload ?? {}
  assert.deepEqual([disable_message_retention, tracked, send_to_unsubscribed], [true, false, true])
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
  const { connect, queue, send, row, setFaults, mailbox, requests } = await open(t)
  await connect()
  await setFaults([{ kind: '500', count: 1 }])
  const first = await queue()
  await assert.rejects(send(first), /500/)
  await send(first)
  assert.equal((await row(first)).state, 'sent')
  assert.deepEqual((await mailbox())[0]?.links, [PAYLOAD.link])

  await setFaults([{ kind: 'refuse' }])
  const second = await queue()
  await assert.rejects(send(second), /no readable answer/)
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

test('a brand without credentials fails the mail and says so', async t => {
  const { queue, send, row } = await open(t)
  const id = await queue()
  await send(id)
  const { state, detail } = await row(id)
  assert.equal(state, 'failed')
  assert.match(detail ?? '', /no Customer.io credentials/)
})

import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { SendEmailRequest, verifyRequestSignature } from 'customerio-node'
import { type Received, receiveWebhooks, startForTest, workspace } from '../test-simulator.ts'

const keys = { webhook_signing_key: 'campaign-secret', reporting_signing_key: 'reporting-secret' }

function withReports(url: string) {
  return { workspaces: [{ ...workspace, ...keys, webhook_url: url, reporting_webhook_url: url }] }
}

function isSignedWith(signingSecret: string, { headers, body }: Received): boolean {
  const timestamp = String(headers['x-cio-timestamp'])
  return verifyRequestSignature({
    signingSecret,
    timestamp,
    body,
    signature: String(headers['x-cio-signature']),
  })
}

const mailToAda = new SendEmailRequest({
  to: 'Ada <ada@example.com>',
  from: 'hello@acme.test',
  subject: 'Welcome',
  body: 'Hello',
  identifiers: { id: 'ada' },
})

suite('reports about mail', () => {
  test('a mail is reported sent and delivered, and opened when somebody says so, with the reporting key', async context => {
    const webhook = await receiveWebhooks(context)
    const { mail, tell } = await startForTest(context, withReports(webhook.url))
    const { delivery_id } = await mail.sendEmail(mailToAda)
    await tell('/reports', { workspace: 'acme', metric: 'opened', delivery_id })
    await webhook.until(3)
    assert.ok(webhook.received.every(posted => isSignedWith('reporting-secret', posted)))
    const reports = webhook.received.map(({ body }) => JSON.parse(body))
    assert.deepEqual(
      reports.map(({ metric }) => metric),
      ['sent', 'delivered', 'opened'],
    )
    assert.equal(new Set(reports.map(({ event_id }) => event_id)).size, 3)
    assert.match(reports[0].event_id, /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
    assert.deepEqual(reports[2].data, {
      customer_id: 'ada',
      identifiers: { id: 'ada' },
      delivery_id,
      recipient: 'ada@example.com',
      subject: 'Welcome',
    })
  })

  test('one that fails holds up all that come after it, and comes again with the same event id', async context => {
    const webhook = await receiveWebhooks(context, [500, 500, 200])
    const { tell } = await startForTest(context, withReports(webhook.url))
    for (const metric of ['bounced', 'spammed', 'unsubscribed'])
      await tell('/reports', { workspace: 'acme', metric, identifier: 'ada' })
    await webhook.until(5)
    const reports = webhook.received.map(({ body }) => JSON.parse(body))
    assert.deepEqual(
      reports.map(({ metric }) => metric),
      ['bounced', 'bounced', 'bounced', 'spammed', 'unsubscribed'],
    )
    assert.equal(new Set(reports.map(({ event_id }) => event_id)).size, 3)
  })

  test('the two kinds of webhook have keys of their own, and each is changed alone', async context => {
    const webhook = await receiveWebhooks(context)
    const { tell } = await startForTest(context, withReports(webhook.url))
    await tell('/signing-keys', { workspace: 'acme', reporting: 'new-secret' })
    await tell('/reports', { workspace: 'acme', metric: 'clicked', identifier: 'ada' })
    await webhook.until(1)
    await tell('/insights', { workspace: 'acme', identifier: 'ada' })
    const [report, insight] = webhook.received as [Received, Received]
    assert.ok(isSignedWith('new-secret', report) && !isSignedWith('reporting-secret', report))
    assert.ok(isSignedWith('campaign-secret', insight))
  })

  test('a forged one blocks nothing, and a duplicate comes twice with one event id', async context => {
    const webhook = await receiveWebhooks(context, [401, 200])
    const { tell } = await startForTest(context, withReports(webhook.url))
    const report = (trick: string) => tell('/reports', { workspace: 'acme', metric: 'opened', trick })
    await report('forged')
    await webhook.until(1)
    await report('duplicate')
    await webhook.until(3)
    const ids = webhook.received.map(({ body }) => JSON.parse(body).event_id)
    assert.deepEqual([ids[0] === ids[1], ids[1] === ids[2]], [false, true])
    assert.ok(!isSignedWith('reporting-secret', webhook.received[0] as Received))
  })

  test('a workspace without a reporting webhook is told nothing by itself', async context => {
    const webhook = await receiveWebhooks(context)
    const silent = { ...workspace, webhook_url: webhook.url, webhook_signing_key: 'campaign-secret' }
    const { mail, tell } = await startForTest(context, { workspaces: [silent] })
    await mail.sendEmail(mailToAda)
    await tell('/reports', { workspace: 'acme', metric: 'opened' })
    await webhook.until(1)
    assert.equal(JSON.parse((webhook.received[0] as Received).body).metric, 'opened')
  })

  test('a report of nothing, or about a mail that is not there, is refused in words', async context => {
    const { tell } = await startForTest(context, withReports('http://127.0.0.1:9'))
    const report = (body: object) => tell('/reports', { workspace: 'acme', ...body })
    assert.equal((await report({ metric: 'eaten' })).status, 400)
    assert.equal((await report({ metric: 'opened', trick: 'reordered' })).status, 400)
    assert.equal((await report({ metric: 'opened', delivery_id: 'none' })).status, 404)
  })
})

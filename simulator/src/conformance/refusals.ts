import assert from 'node:assert/strict'
import { APIClient, SendEmailRequest, TrackClient } from 'customerio-node'
import type { RetryAfterStyle } from '../knobs/retry-after.ts'
import { event, ulid } from '../test-simulator.ts'
import { type Check, decisionsOf, refusalOf } from './check.ts'

const styles: Record<RetryAfterStyle, RegExp> = {
  none: /^undefined$/,
  seconds: /^1$/,
  date: /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/,
  '60+': /^90$/,
  garbage: /^in a moment$/,
}

const tooFast = Object.entries(styles).map(
  ([retry_after, pattern]): Check => ({
    name: `a 429 with Retry-After "${retry_after}" keeps nothing, and the client that comes again gets through`,
    async run(ending, start) {
      const subject = await start(ending)
      await subject.tell('/faults', [{ kind: '429', retry_after, nth: 1, burst: 2 }])
      const scan = event('ada', 'product_scanned', { id: ulid(1) })
      const error = await refusalOf(subject.track.batch([scan]))
      assert.equal(error.statusCode, 429)
      assert.match(String((error.response.headers as Record<string, string>)['retry-after']), pattern)
      // A client that waits as long as it is told would sit here for a minute and a half.
      const patient = new TrackClient('acme-site', 'acme-key', {
        url: `${subject.address}/api/v1`,
        retry: { retryAfterMaxSeconds: 0.2 },
      })
      assert.deepEqual(await patient.batch([scan]), {})
      assert.deepEqual(await decisionsOf(subject), ['dropped_by_fault', 'dropped_by_fault', 'accepted'])
    },
  }),
)

/** Who may speak, and how fast. */
export const refusalChecks: Check[] = [
  ...tooFast,
  {
    name: 'wrong credentials get 401 before anything else is looked at, and change nothing',
    async run(ending, start) {
      const { address, ask } = await start(ending)
      const retry = { maxRetries: 0 }
      const stranger = new TrackClient('acme-site', 'wrong', { url: `${address}/api/v1`, retry })
      assert.equal((await refusalOf(stranger.identify('ada', {}))).statusCode, 401)
      assert.equal((await refusalOf(stranger.batch([event('ada', 'x'.repeat(600_000))]))).statusCode, 401)
      const mailer = new APIClient('acme-key', { url: `${address}/v1`, retry })
      const identifiers = { id: 'ada' }
      const message = new SendEmailRequest({ to: 'a@b.c', identifiers, transactional_message_id: 1 })
      assert.equal((await refusalOf(mailer.sendEmail(message))).statusCode, 401)
      assert.deepEqual((await ask('/people')).items, [])
      assert.equal((await ask('/ledger')).counts_by_decision.rejected, 3)
    },
  },
  {
    name: 'a mail that is sent is answered with its delivery and the moment',
    async run(ending, start) {
      const { mail, ask } = await start(ending)
      const message = new SendEmailRequest({
        to: 'ada@example.com',
        from: 'hello@acme.test',
        subject: 'Hello',
        body: '<p>Hello</p>',
        identifiers: { id: 'ada' },
      })
      const { delivery_id, queued_at } = await mail.sendEmail(message)
      assert.equal((await ask('/mail?to=ada@example.com')).items[0]?.delivery_id, delivery_id)
      assert.ok(Number.isInteger(queued_at))
    },
  },
]

import { APIClient, CustomerIORequestError, SendEmailRequest } from 'customerio-node'
import type { Platform } from '../platform/platform.ts'
import type { CustomerIoCredentials } from '../tenancy/index.ts'
import { MailRefused } from './mail-refused.ts'
import { AUTO_SUBMITTED, HAND_OVER_MS, type Transport } from './outgoing-mail.ts'
import { waitForSlot } from './pace.ts'

/** Customer.io's App API, at the rate that it allows a brand. */
export function appTransport(
  platform: Platform,
  brandId: number,
  { app_api_key, app_url, mail_from }: CustomerIoCredentials,
): Transport {
  const client = new APIClient(app_api_key, {
    url: app_url,
    retry: { maxRetries: 0 },
    timeout: HAND_OVER_MS,
  })
  return {
    async hand(mail) {
      const request = new SendEmailRequest({
        to: mail.recipient,
        identifiers: { id: mail.memberId },
        from: mail_from,
        subject: mail.subject,
        body: mail.html,
        body_plain: mail.text,
        headers: AUTO_SUBMITTED,
        // It holds a key to an account: not to be kept, and not to be rewritten into tracked links.
        disable_message_retention: true,
        tracked: false,
        send_to_unsubscribed: true,
      })
      await waitForSlot(platform, brandId)
      const answer = await client.sendEmail(request).catch(error => {
        throw refusalOf(error)
      })
      return `delivery ${answer.delivery_id ?? 'unknown'}`
    },
  }
}

function refusalOf(error: unknown): MailRefused {
  if (!(error instanceof CustomerIORequestError)) {
    return new MailRefused('no_answer', `no readable answer from Customer.io (${(error as Error).name})`)
  }
  const { statusCode: status } = error
  const said = `Customer.io answered ${status}: ${error.message}`
  if (status === 429) return new MailRefused('busy', said)
  return new MailRefused(status === 408 || status >= 500 ? 'no_answer' : 'refused', said)
}

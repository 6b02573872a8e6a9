import { APIClient, CustomerIORequestError, SendEmailRequest } from 'customerio-node'
import type { CustomerIoCredentials } from '../tenancy/index.ts'
import type { WrittenMail } from './compose-mail.ts'

export interface OutgoingMail extends WrittenMail {
  credentials: CustomerIoCredentials
  memberId: string
  recipient: string
}

/** A mail that was not accepted; `mayRetry` when the same may be accepted a little later. */
export class MailRefused extends Error {
  override name = 'MailRefused'
  readonly mayRetry: boolean

  constructor(message: string, mayRetry: boolean, cause?: unknown) {
    super(message, { cause })
    this.mayRetry = mayRetry
  }
}

const TIMEOUT_MS = 10_000

/** Hands a mail to Customer.io, once, and answers its delivery id. Throws MailRefused. */
export async function postMail(mail: OutgoingMail): Promise<string> {
  const client = new APIClient(mail.credentials.app_api_key, {
    url: mail.credentials.app_url,
    retry: { maxRetries: 0 },
    timeout: TIMEOUT_MS,
  })
  const request = new SendEmailRequest({
    to: mail.recipient,
    identifiers: { id: mail.memberId },
    from: mail.credentials.mail_from,
    subject: mail.subject,
    body: mail.html,
    body_plain: mail.text,
    // It holds a key to an account: not to be kept, and not to be rewritten into tracked links.
    disable_message_retention: true,
    tracked: false,
    send_to_unsubscribed: true,
  })
  const answer = await client.sendEmail(request).catch(error => {
    throw refusalOf(error)
  })
  return String(answer.delivery_id ?? 'unknown')
}

function refusalOf(error: unknown): MailRefused {
  if (!(error instanceof CustomerIORequestError)) {
    return new MailRefused(`no readable answer from Customer.io (${(error as Error).name})`, true, error)
  }
  const { statusCode: status } = error
  return new MailRefused(
    `Customer.io answered ${status}: ${error.message}`,
    status === 408 || status === 429 || status >= 500,
    error,
  )
}

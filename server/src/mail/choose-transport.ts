import type { Platform } from '../platform/platform.ts'
import { type Brand, readBrandRelay, readCustomerIoCredentials } from '../tenancy/index.ts'
import { appTransport } from './app-transport.ts'
import { oneLine } from './compose-mail.ts'
import { MailRefused } from './mail-refused.ts'
import type { Transport } from './outgoing-mail.ts'
import { type Sender, smtpTransport } from './smtp-transport.ts'

/**
 * What a brand's mail is handed to: its own relay, else the installation's, else Customer.io. Throws MailRefused when it
 * has none of them, or no address to send from.
 */
export async function chooseTransport(platform: Platform, brand: Brand): Promise<Transport> {
  const own = await readBrandRelay(platform, brand.id)
  if (own) return smtpTransport(own, senderOf(own.from, brand.name))
  const credentials = await readCustomerIoCredentials(platform, brand.id)
  const { mailRelay, mailFrom } = platform.config
  if (mailRelay) {
    const from = credentials?.mail_from ?? mailFrom
    if (!from) throw new MailRefused('set_up', 'there is no address to send from: set MAIL_FROM')
    return smtpTransport(mailRelay, senderOf(from, brand.name))
  }
  if (credentials) return appTransport(platform, brand.id, credentials)
  throw new MailRefused('set_up', 'the brand has neither a mail relay nor Customer.io to send mail with')
}

/** `Name <address>`, or an address alone, which then bears the brand's name. */
export function senderOf(text: string, brandName: string): Sender {
  const [, name = '', address = ''] = /^(.*?)<([^<>]*)>$/.exec(oneLine(text)) ?? ['', '', oneLine(text)]
  return { name: name.trim().replace(/^"(.*)"$/, '$1') || oneLine(brandName), address: address.trim() }
}

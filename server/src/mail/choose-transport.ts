import { createCache } from '../platform/cache.ts'
import type { Platform } from '../platform/platform.ts'
import { type Brand, createBrands, readBrandRelay, readCustomerIoCredentials } from '../tenancy/index.ts'
import { appTransport } from './app-transport.ts'
import { oneLine } from './compose-mail.ts'
import { MailRefused } from './mail-refused.ts'
import type { Transport } from './outgoing-mail.ts'
import { type Sender, smtpTransport } from './smtp-transport.ts'

/** A brand, and what takes its mail. */
export interface Post {
  brand: Brand
  transport: Transport
}

const CHOSEN_MS = 5_000
const BRANDS_MOST = 5_000

const openPosts = (platform: Platform) => {
  const brands = createBrands(platform)
  return createCache<number, Post>({ max: BRANDS_MOST, ttlMs: CHOSEN_MS }, async id => {
    const brand = await brands.byId(id)
    return { brand, transport: await chooseTransport(platform, brand) }
  })
}

/** Read for each mail, they would be half of the statements that it waits for. */
const posts = new WeakMap<Platform, ReturnType<typeof openPosts>>()

/** A brand's way to send mail, kept in this process for seconds. Throws MailRefused when it has none. */
export function postOf(platform: Platform, brandId: number): Promise<Post> {
  let known = posts.get(platform)
  if (!known) {
    known = openPosts(platform)
    posts.set(platform, known)
  }
  return known.get(brandId)
}

/** Its own relay, else the installation's, else Customer.io. */
async function chooseTransport(platform: Platform, brand: Brand): Promise<Transport> {
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

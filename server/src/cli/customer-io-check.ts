import { type Check, type Finding, fail, ok, reasonOf, warn } from '../platform/doctor/index.ts'
import type { Platform } from '../platform/platform.ts'
import {
  type CustomerIoCredentials,
  hasShortSecret,
  readCustomerIoCredentials,
  sealingKeyOf,
} from '../tenancy/index.ts'
import { listBrandKeys } from './find-brand.ts'

const ANSWER_MS = 5_000
/** Its clock and ours: a webhook's time is believed within minutes. */
const SKEW_MS_MOST = 60_000
const BRANDS_AT_ONCE = 10

/** Whether every brand can send and be answered: its credentials open, look whole, and are taken by Customer.io. */
export const customerIoCheck: Check<Platform> = { name: 'customer.io', look: checkCustomerIo }

/** What is wrong with a brand, by its slug; each list is a finding of its own. */
interface Faults {
  sealed: string[]
  refused: string[]
  silent: string[]
  skewed: string[]
  unsigned: string[]
  weak: string[]
  old: string[]
}

async function checkCustomerIo(platform: Platform): Promise<Finding> {
  const brands = await listBrandKeys(platform)
  const faults: Faults = { sealed: [], refused: [], silent: [], skewed: [], unsigned: [], weak: [], old: [] }
  let connected = 0
  const waiting = [...brands]
  const lookAtNext = async () => {
    for (let brand = waiting.shift(); brand; brand = waiting.shift()) {
      const { id, slug } = brand
      const credentials = await readCustomerIoCredentials(platform, id).catch(() => null)
      if (credentials === null) faults.sealed.push(slug)
      if (!credentials) continue
      connected++
      if ((await sealingKeyOf(platform, id)) !== platform.keys.currentId) faults.old.push(slug)
      await lookAt(slug, credentials, platform.clock, faults)
    }
  }
  await Promise.all(Array.from({ length: BRANDS_AT_ONCE }, lookAtNext))
  return (
    worstOf(faults) ??
    ok(`${connected} of ${brands.length} brands connected${connected > 0 ? ', and it answers' : ''}`)
  )
}

async function lookAt(slug: string, credentials: CustomerIoCredentials, clock: () => Date, faults: Faults) {
  if (credentials.webhook_signing_keys.length === 0) faults.unsigned.push(slug)
  else if (hasShortSecret(credentials)) faults.weak.push(slug)
  const { track_url, app_url, site_id, api_key, app_api_key } = credentials
  const basic = Buffer.from(`${site_id}:${api_key}`).toString('base64')
  // What asks for credentials on either side and changes nothing.
  for (const [name, url, authorization] of [
    ['Track', `${track_url}/accounts/region`, `Basic ${basic}`],
    ['App', `${app_url}/workspaces`, `Bearer ${app_api_key}`],
  ] as const) {
    try {
      const answer = await fetch(url, {
        headers: { authorization },
        signal: AbortSignal.timeout(ANSWER_MS),
        redirect: 'manual',
      })
      await answer.body?.cancel()
      if (answer.status === 401 || answer.status === 403) faults.refused.push(`${slug} (${name} API)`)
      const theirs = Date.parse(answer.headers.get('date') ?? '')
      if (name === 'Track' && Math.abs(theirs - clock().getTime()) > SKEW_MS_MOST) faults.skewed.push(slug)
    } catch (error) {
      faults.silent.push(`${slug} (${new URL(url).origin}: ${reasonOf((error as Error).cause ?? error)})`)
    }
  }
}

/** The worst of what was found: what loses nothing but stops, before what only asks for care. */
function worstOf({ sealed, refused, silent, skewed, unsigned, weak, old }: Faults): Finding | undefined {
  const list = (slugs: string[]) => slugs.join(', ')
  if (sealed.length > 0) {
    return fail(
      `the credentials of ${list(sealed)} cannot be opened with this key ring`,
      'Put the key that sealed them back into the ring, or enter them again.',
    )
  }
  if (refused.length > 0) {
    return fail(
      `Customer.io refuses the credentials of ${list(refused)}`,
      'Enter those of the workspace with `brands connect`. Events wait and are not lost.',
    )
  }
  if (unsigned.length > 0) {
    return fail(`no key for the webhooks of ${list(unsigned)}`, 'Enter it with `brands connect`.')
  }
  if (silent.length > 0) {
    return warn(
      `no answer for ${list(silent)}`,
      'Check the network and the brands’ addresses. Events wait and are not lost.',
    )
  }
  if (skewed.length > 0) {
    return warn(
      `the clock differs from Customer.io’s by more than a minute (${list(skewed)})`,
      'Let this machine follow a time server.',
    )
  }
  if (weak.length > 0) {
    return warn(`short secrets at ${list(weak)}`, 'Make new ones in Customer.io and enter them here.')
  }
  if (old.length > 0) {
    return warn(
      `the credentials of ${list(old)} are sealed with an older key of the ring`,
      'Run `brands reseal`.',
    )
  }
  return undefined
}

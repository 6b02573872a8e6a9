import { type Check, type Finding, fail, ok, reasonOf, warn } from '../platform/doctor/index.ts'
import type { Platform } from '../platform/platform.ts'
import { hasShortSecret, readCustomerIoCredentials } from '../tenancy/index.ts'
import { listBrandKeys } from './find-brand.ts'

const ANSWER_MS = 5_000

/** Whether every brand can send: its credentials open, they look whole, and the address in them answers. */
export const customerIoCheck: Check<Platform> = { name: 'customer.io', look: checkCustomerIo }

async function checkCustomerIo(platform: Platform): Promise<Finding> {
  const brands = await listBrandKeys(platform)
  const sealed: string[] = []
  const weak: string[] = []
  const origins = new Map<string, string>()
  let connected = 0
  for (const { id, slug } of brands) {
    try {
      const credentials = await readCustomerIoCredentials(platform, id)
      if (!credentials) continue
      connected++
      origins.set(new URL(credentials.track_url).origin, credentials.track_url)
      if (hasShortSecret(credentials)) weak.push(slug)
    } catch {
      sealed.push(slug)
    }
  }
  if (sealed.length > 0) {
    return fail(
      `the credentials of ${sealed.join(', ')} cannot be opened with this key ring`,
      'Put the key that sealed them back into the ring, or enter them again.',
    )
  }
  const silent = await silentOrigins(origins)
  if (silent.length > 0) {
    return warn(
      `no answer from ${silent.join('; ')}`,
      'Check the network and the brands’ track_url. Events wait and are not lost.',
    )
  }
  if (weak.length > 0) {
    return warn(`short secrets at ${weak.join(', ')}`, 'Make new ones in Customer.io and enter them here.')
  }
  return ok(`${connected} of ${brands.length} brands connected${connected > 0 ? ', and it answers' : ''}`)
}

/** Any answer will do: without credentials it is a refusal, and it proves the way there. */
async function silentOrigins(urls: Map<string, string>): Promise<string[]> {
  const answers = [...urls].map(async ([origin, url]) => {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'manual' })
      await answer.body?.cancel()
      return []
    } catch (error) {
      return [`${origin} (${reasonOf((error as Error).cause ?? error)})`]
    }
  })
  return (await Promise.all(answers)).flat()
}

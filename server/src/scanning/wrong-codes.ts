import type { LimitName, Limits } from '../platform/limits.ts'

/** Who enters a code: the more is known of somebody, the closer their wrong codes are counted. */
export interface CodeEntry {
  brandId: number
  address: string
  memberId: string | null
  /** The browser's own name, where it has one: it stays when the member changes. */
  browser: string | undefined
}

const WRONG: ReadonlySet<string> = new Set(['unknown', 'pin_wrong'])

/** Whether a verdict is that of somebody who guesses, or mistypes. */
export const isWrong = (verdict: string): boolean => WRONG.has(verdict)

/**
 * Limits on wrong codes, per member, device and address, and in total for the brand. The last one is a brake for when
 * somebody guesses from everywhere at once: it stops all codes for a while, right ones included. `refuse` throws a 429 Problem when one of them is used up;
 * `count` takes a point of each.
 */
export function wrongCodes(limits: Limits, { brandId, address, memberId, browser }: CodeEntry) {
  const keys: [LimitName, string][] = [['wrong_code_address', address]]
  if (browser) keys.push(['wrong_code_device', browser])
  if (memberId) keys.push(['wrong_code_member', `${brandId}:${memberId}`])
  keys.push(['wrong_code_brand', String(brandId)])
  return {
    async refuse() {
      for (const [name, key] of keys) await limits.check(name, key)
    },
    async count() {
      for (const [name, key] of keys) await limits.take(name, key)
    },
  }
}

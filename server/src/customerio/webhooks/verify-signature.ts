import { verifyRequestSignature } from 'customerio-node'

const OLDEST_MS = 7 * 86_400_000
const AHEAD_MS_MAX = 10 * 60_000

export interface SignedRequest {
  timestamp: unknown
  signature: unknown
  body: Buffer
}

/**
 * Whether one of the keys signed these very bytes, in the last 7 days (a retry keeps its timestamp) and not in the
 * future. Compares in constant time.
 */
export function isSigned({ timestamp, signature, body }: SignedRequest, keys: string[], at: Date): boolean {
  if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(timestamp))
    return false
  const ageMs = at.getTime() - Number(timestamp) * 1_000
  if (ageMs > OLDEST_MS || ageMs < -AHEAD_MS_MAX) return false
  // Every key is tried, so that the time does not tell which one fits.
  return keys
    .filter(key => key !== '')
    .map(signingSecret => verifyRequestSignature({ signingSecret, timestamp, signature, body }))
    .includes(true)
}

import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible'
import { tooManyRequests } from './errors.ts'

interface Policy {
  points: number
  seconds: number
}

/** Every limit of the product. Generous per address (a phone network hides thousands), strict on failures. */
export const LIMITS = {
  request_address: { points: 6_000, seconds: 60 },
  wrong_code_member: { points: 10, seconds: 600 },
  wrong_code_device: { points: 15, seconds: 600 },
  wrong_code_address: { points: 60, seconds: 600 },
  wrong_code_brand: { points: 6_000, seconds: 600 },
  sign_in_mail_address: { points: 30, seconds: 600 },
  sign_in_mail_person: { points: 5, seconds: 600 },
  sign_in_failure_address: { points: 30, seconds: 600 },
  observations_member: { points: 300, seconds: 600 },
  share_member: { points: 30, seconds: 600 },
  email_change_member: { points: 5, seconds: 86_400 },
  export_member: { points: 5, seconds: 3_600 },
  operator_sign_in_address: { points: 60, seconds: 600 },
  operator_sign_in_person: { points: 10, seconds: 900 },
} satisfies Record<string, Policy>

export type LimitName = keyof typeof LIMITS

export interface Limits {
  /** Takes one point; throws a 429 Problem when none is left. */
  take(name: LimitName, key: string): Promise<void>
  /** Throws a 429 Problem when no point is left; takes none. */
  check(name: LimitName, key: string): Promise<void>
}

/** Counts in Redis where there is one, else (or while it is away) in this process: a limit never fails open. */
export function createLimits(redis: Redis | undefined, enabled: boolean): Limits {
  if (!enabled) return { take: async () => {}, check: async () => {} }
  const limiters = Object.fromEntries(
    Object.entries(LIMITS).map(([name, { points, seconds }]) => {
      const memory = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds })
      if (!redis) return [name, memory]
      return [
        name,
        new RateLimiterRedis({
          storeClient: redis,
          keyPrefix: `limit:${name}`,
          points,
          duration: seconds,
          insuranceLimiter: memory,
        }),
      ]
    }),
  ) as Record<LimitName, RateLimiterMemory | RateLimiterRedis>

  return {
    async take(name, key) {
      try {
        await limiters[name].consume(key)
      } catch (refusal) {
        if (refusal instanceof Error) throw refusal
        throw tooManyRequests(Math.max(1, Math.ceil((refusal as RateLimiterRes).msBeforeNext / 1_000)))
      }
    },
    async check(name, key) {
      const state = await limiters[name].get(key)
      if (state && state.consumedPoints >= LIMITS[name].points) {
        throw tooManyRequests(Math.max(1, Math.ceil(state.msBeforeNext / 1_000)))
      }
    },
  }
}

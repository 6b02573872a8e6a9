import { createHash } from 'node:crypto'
import { AccountIsDue, type Programs } from '../earning/index.ts'
import type { Platform } from '../platform/platform.ts'
import type { Brand } from '../tenancy/index.ts'
import type { ScanBatcher } from './batcher.ts'
import { parseCode } from './code-format.ts'
import { codeHmacs } from './code-hmac.ts'
import { pinHmacs } from './pin.ts'
import { type ScanOutcome, scanInTransaction, verdictOf } from './scan-batch.ts'
import type { ScanRequest } from './state.ts'
import { isWrong, wrongCodes } from './wrong-codes.ts'

export interface ScanInput {
  brand: Brand
  memberId: string
  code: string
  pin?: string | undefined
  clientOpId: string
  requestId: string
  address: string
  browser: string | undefined
}

export interface Scanning {
  platform: Platform
  programs: Programs
  batcher: ScanBatcher
}

/** What identifies the operation's body: the same code in another spelling is the same request. */
export const scanHash = (code: string, pin?: string) =>
  createHash('sha256')
    .update(`scan:${parseCode(code) ?? code}${pin === undefined ? '' : `/${pin}`}`)
    .digest('hex')

/**
 * A member scans a code: one transaction, answered with all that happened. The same operation again answers the same
 * bytes. Wrong codes and PINs are limited per member, device, address and brand; throws 429, 409 operation_reused or 503 Problems.
 */
export async function scan(scanning: Scanning, input: ScanInput): Promise<string> {
  const { platform, programs } = scanning
  const { brand, memberId } = input
  const wrong = wrongCodes(platform.limits, { ...input, brandId: brand.id })
  await wrong.refuse()
  const code = parseCode(input.code)
  const outcome = await submit(scanning, {
    program: await programs.of(brand),
    memberId,
    hmacs: code ? codeHmacs(platform.keys, code) : [],
    clientOpId: input.clientOpId,
    requestHash: scanHash(input.code, input.pin),
    requestId: input.requestId,
    at: platform.clock(),
    ...(code && input.pin !== undefined ? { pin: pinHmacs(platform.keys, code, input.pin) } : {}),
  })
  const verdict = verdictOf(outcome)
  if (verdict && isWrong(verdict)) await wrong.count()
  announce(platform, brand.id, memberId, outcome)
  return outcome.answer
}

/**
 * A campaign that was given a limit seconds ago, in another process, may not be overspent by what this one still
 * believes: it is read anew.
 */
async function submit(scanning: Scanning, request: ScanRequest): Promise<ScanOutcome> {
  const { programs } = scanning
  const { brand } = request.program
  try {
    return await submitDue(scanning, request)
  } catch (error) {
    if (!isOverspent(error)) throw error
    programs.campaigns.forget(brand.id)
    return submitDue(scanning, { ...request, program: await programs.of(brand) })
  }
}

/**
 * A batch reads neither lots nor holds. An account that is due is settled and scanned under one lock: in between, what
 * an operator gives may be due at once, and the scan would find it due for ever.
 */
async function submitDue({ platform, batcher }: Scanning, request: ScanRequest): Promise<ScanOutcome> {
  try {
    return await batcher.submit(request)
  } catch (error) {
    if (!(error instanceof AccountIsDue)) throw error
    return platform.db.transaction(request.program.brand.id, tx => scanInTransaction(tx, request))
  }
}

const CHECK_VIOLATION = '23514'

/** The batch wraps what PostgreSQL says, a transaction does not. */
function isOverspent(error: unknown): boolean {
  const { code, table } = ((error as Error).cause ?? error) as { code?: string; table?: string }
  return code === CHECK_VIOLATION && table === 'campaign_usage'
}

/** Counts the verdict and tells the member's open streams. */
export function announce(
  { metrics, fanout }: Platform,
  brandId: number,
  memberId: string,
  outcome: ScanOutcome,
): void {
  metrics.scans.inc({ verdict: verdictOf(outcome) ?? 'repeated' })
  if (outcome.decision?.kind !== 'claimed') return
  const { account, act } = outcome.decision
  const { member } = account
  const channel = `member:${brandId}:${memberId}`
  fanout.publish(channel, {
    event: 'balance',
    data: { balance: member.points_balance, lifetime_points: member.lifetime_points, rank: member.rank_key },
  })
  for (const { achievement } of act.unlocked) {
    const { key, definition } = achievement
    fanout.publish(channel, { event: 'achievement_unlocked', data: { key, name: definition.name } })
  }
}

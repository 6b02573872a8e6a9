import { createHash } from 'node:crypto'
import type { Program } from '../earning/index.ts'
import { inEqualTime, mailSignIn } from '../identity/index.ts'
import { createMember, findMemberByEmail, normaliseEmail } from '../members/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { operationReused, Problem } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { beginReferral } from '../referrals/index.ts'
import { programWhere } from './claim-market.ts'
import { parseCode } from './code-format.ts'
import { codeHmacs } from './code-hmac.ts'
import { findCode } from './find-code.ts'
import { pinHmacs } from './pin.ts'
import { announce, type Scanning } from './scan.ts'
import { type ScanOutcome, scanInTransaction } from './scan-batch.ts'
import type { ClaimBody } from './schema.ts'
import { type CodeState, codeVerdict } from './state.ts'
import { tryPin } from './try-pin.ts'
import { isWrong, wrongCodes } from './wrong-codes.ts'

export interface ClaimContext {
  program: Program
  origin: string
  browser: string
  address: string
  requestId: string
}

const UNIQUE_VIOLATION = '23505'

/** How a claim fails whose twin was stored after it looked for one and before it wrote, or before it read the code. */
const MAY_BE_ITS_OWN_TWIN: ReadonlySet<string> = new Set([UNIQUE_VIOLATION, 'claimed_by_another'])

const REFUSALS: Record<string, string> = {
  claimed_by_another: 'This pack was claimed before',
  inactive: 'This pack is not active yet',
  pin_required: 'This pack has a PIN under the scratch-off',
  pin_wrong: 'The PIN does not belong to this pack',
  pin_locked: 'Too many PINs were tried with this pack; an hour later it can be tried again',
  void: 'This pack was withdrawn',
  expired: 'The time to claim this pack is over',
  unknown: 'We do not know this code',
}

function refuse(verdict: string): never {
  throw new Problem(409, verdict, REFUSALS[verdict] ?? 'This pack cannot be claimed', {
    detail: 'Nothing was claimed and nothing was stored.',
  })
}

/** What makes two claims the same: everything the person filled in. */
export const claimHash = (body: ClaimBody) =>
  createHash('sha256')
    .update(
      JSON.stringify({ ...body, code: parseCode(body.code) ?? body.code, email: normaliseEmail(body.email) }),
    )
    .digest()

/**
 * A newcomer's first scan. A new e-mail becomes a member, unconfirmed, and takes the code as scan 1; a member's e-mail
 * takes nothing, the mailed link carries the code. Both are answered alike and in equal time. The same claim again
 * only mails again. Throws 409 with the verdict when the code cannot be claimed.
 */
export async function claim(scanning: Scanning, body: ClaimBody, asked: ClaimContext): Promise<void> {
  const context = { ...asked, program: programWhere(asked.program, body) }
  const { limits } = scanning.platform
  const entry = { ...context, brandId: context.program.brand.id, memberId: null }
  const wrong = wrongCodes(limits, entry)
  await wrong.refuse()
  await limits.take('sign_in_mail_address', context.address)
  await limits.take('sign_in_mail_person', `${context.program.brand.id}:${normaliseEmail(body.email)}`)
  await inEqualTime(async () => {
    try {
      await claimOnce(scanning, body, context)
    } catch (error) {
      const { code } = error as { code?: string }
      if (code && isWrong(code)) await wrong.count()
      if (!code || !MAY_BE_ITS_OWN_TWIN.has(code)) throw error
      // The same claim arrived twice at once: the other one is stored now. Where it is another's, this throws again.
      await claimOnce(scanning, body, context)
    }
  })
}

async function claimOnce(scanning: Scanning, body: ClaimBody, context: ClaimContext, isPinProved = false) {
  const { platform } = scanning
  const { program } = context
  const claimed = await platform.db.transaction(program.brand.id, async tx => {
    const stored = await findClaim(tx, body.client_op_id)
    if (stored) {
      if (!stored.request_hash.equals(claimHash(body))) throw operationReused()
      await mailForClaim(platform, tx, body.client_op_id, stored.member_id, context)
      return undefined
    }
    const code = await requireClaimable(platform, tx, body.code)
    if (code.pin_hmac && !isPinProved) return 'asks for its PIN'
    return enrol(platform, tx, { body, code, hash: claimHash(body) }, context)
  })
  if (claimed === 'asks for its PIN') {
    await provePin(platform, program.brand.id, body)
    return claimOnce(scanning, body, context, true)
  }
  if (claimed) announce(platform, program.brand.id, claimed.memberId, claimed.outcome)
}

export const findClaim = (tx: Tx, clientOpId: string) =>
  tx.first(
    sql
      .selectFrom('claims')
      .selectAll()
      .where('brand_id', '=', tx.brandId)
      .where('client_op_id', '=', clientOpId),
  )

/** In a transaction of its own: a wrong PIN stays counted when the claim is refused. */
async function provePin(platform: Platform, brandId: number, body: ClaimBody) {
  const code = parseCode(body.code) as string
  const refusal = await platform.db.transaction(brandId, tx =>
    tryPin(tx, {
      hmacs: codeHmacs(platform.keys, code),
      pin: body.pin === undefined ? undefined : pinHmacs(platform.keys, code, body.pin),
      at: platform.clock(),
    }),
  )
  if (refusal) refuse(refusal)
}

async function requireClaimable(platform: Platform, tx: Tx, text: string): Promise<CodeState> {
  const parsed = parseCode(text)
  const code = parsed ? await findCode(tx, codeHmacs(platform.keys, parsed)) : undefined
  const verdict = codeVerdict(code, platform.clock())
  if (!code || verdict !== 'claimable') return refuse(verdict === 'claimed' ? 'claimed_by_another' : verdict)
  return code
}

async function enrol(
  platform: Platform,
  tx: Tx,
  claimed: { body: ClaimBody; code: CodeState; hash: Buffer },
  context: ClaimContext,
): Promise<{ memberId: string; outcome: ScanOutcome } | undefined> {
  const { body, code, hash } = claimed
  const at = platform.clock()
  const memberId = await createMember(tx, {
    email: body.email,
    firstName: body.first_name,
    lastName: body.last_name,
    address: body.address,
    marketingConsent: body.marketing_consent,
    consentTexts: context.program.brand.settings.consent_texts,
    referralCode: body.referral_code,
    rankKey: context.program.ladder.ranks[0].key,
    at,
  })
  const owner = memberId ?? (await findMemberByEmail(tx, body.email))?.id
  if (!owner) throw new Error('an e-mail that is taken belongs to nobody')
  await tx.run(
    sql.insertInto('claims').values({
      brand_id: tx.brandId,
      client_op_id: body.client_op_id,
      request_hash: hash,
      member_id: owner,
      hmac: Buffer.from(code.hmac, 'hex'),
      outcome: memberId ? 'scanned' : 'carried',
      created_at: at,
    }),
  )
  await mailForClaim(platform, tx, body.client_op_id, owner, context, code.product.name)
  if (!memberId) return undefined
  await beginReferral(platform, tx, {
    brand: context.program.brand,
    memberId,
    referralCode: body.referral_code,
    browser: context.browser,
    requestId: context.requestId,
    at,
  })
  const outcome = await scanInTransaction(tx, {
    program: context.program,
    memberId,
    hmacs: [code.hmac],
    clientOpId: body.client_op_id,
    requestHash: hash.toString('hex'),
    requestId: context.requestId,
    at,
    pin: 'proved',
  })
  if (outcome.decision?.kind === 'refused') return refuse(outcome.decision.verdict)
  return { memberId, outcome }
}

/** Mails the link and the code of a claim to its member, as the e-mail is now. */
export async function mailForClaim(
  platform: Platform,
  tx: Tx,
  clientOpId: string,
  memberId: string,
  context: Pick<ClaimContext, 'origin' | 'browser'>,
  productName?: string,
) {
  const member = await tx.first(
    sql
      .selectFrom('members')
      .select(['email', 'first_name'])
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', memberId),
  )
  if (!member?.email) return
  const mail = {
    memberId,
    email: member.email,
    firstName: member.first_name ?? '',
    origin: context.origin,
    browser: context.browser,
    claimOpId: clientOpId,
    ...(productName ? { productName } : {}),
  }
  await mailSignIn(tx, platform.keys, mail, platform.clock())
}

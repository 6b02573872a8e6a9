import { productView } from '../catalogue/index.ts'
import type { Platform } from '../platform/platform.ts'
import { pointsForScan } from '../points/index.ts'
import type { Brand } from '../tenancy/index.ts'
import { parseCode } from './code-format.ts'
import { codeHmacs } from './code-hmac.ts'
import { type FoundCode, findCode } from './find-code.ts'
import type { CodeView } from './schema.ts'
import { type CodeState, codeVerdict } from './state.ts'
import { wrongCodes } from './wrong-codes.ts'

export interface ShowCodeInput {
  brand: Brand
  memberId: string | null
  code: string
  address: string
  browser: string | undefined
}

/** What a code is and what it would give; never claims. Wrong codes are limited (429). */
export async function showCode(platform: Platform, input: ShowCodeInput): Promise<CodeView> {
  const wrong = wrongCodes(platform.limits, { ...input, brandId: input.brand.id })
  await wrong.refuse()
  const parsed = parseCode(input.code)
  const hmacs = parsed ? codeHmacs(platform.keys, parsed) : []
  const code = await platform.db.transaction(input.brand.id, tx => findCode(tx, hmacs))
  if (!code) await wrong.count()
  return view(code, input, platform.clock())
}

function view(code: FoundCode | undefined, { brand, memberId }: ShowCodeInput, at: Date): CodeView {
  const state = codeVerdict(code, at)
  if (!code || state === 'unknown') {
    return {
      verdict: 'unknown',
      genuine: false,
      serial: null,
      product: null,
      offer: null,
      pin_required: false,
      recall: null,
    }
  }
  const verdict =
    state === 'claimed' ? (code.claimed_by === memberId ? 'already_yours' : 'claimed_by_another') : state
  const offer = verdict === 'claimable' ? offerOf(code, brand, memberId) : null
  return {
    verdict,
    genuine: true,
    serial: code.serial,
    product: productView(code.product, brand.settings),
    offer,
    // Also to who has claimed it, and to who bought it and cannot any more: it is about their safety.
    recall: code.recall_reason === null ? null : { reason: code.recall_reason },
    // Whether it is locked is not told: who guesses learns nothing.
    pin_required: code.pin_hmac !== null && (verdict === 'claimable' || verdict === 'inactive'),
  }
}

function offerOf(code: CodeState, { settings }: Brand, memberId: string | null) {
  const points = pointsForScan({
    msrpCents: code.product.msrp_cents,
    fixedPoints: code.product.fixed_points,
    pointsPerDollar: settings.points_per_dollar,
    multipliers: [],
    capBasisPoints: settings.multiplier_cap_basis_points,
  })
  return { points, gift: memberId === null ? settings.gift : null }
}

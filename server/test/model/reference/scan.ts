import { type Act, act, earn, progress } from './account.ts'
import { type BatchRules, type Brand, type Code, rankOf } from './brand.ts'
import { type Applied, chooseCampaigns } from './choose-campaigns.ts'
import type { Cap, Product } from './configuration.ts'
import { isWithin } from './counting.ts'
import { moveGoal } from './goals.ts'
import type { Hold, Member } from './member.ts'
import { judgePin, type Pin, type PinVerdict } from './pins.ts'
import { pointsFor, shownMultiplier } from './price.ts'
import { giveGift } from './rewards.ts'

const HOUR_MS = 3_600_000

export type Verdict = PinVerdict | 'claimed' | 'already_yours' | 'claimed_by_another' | 'unknown' | Closed
/** Why nobody can claim a code now. */
type Closed = 'inactive' | 'void' | 'expired'

/** What a scan is answered with, as far as the model says. */
export interface ScanAnswer {
  verdict: Verdict
  points_earned: number
  points_held: number
  points_capped: number
  points_repaid: number
  hold: string | null
  multiplier: number
  new_balance: number
  rank: string
  rank_changed: boolean
  /** Keys, with how often each is unlocked now. */
  achievements_unlocked: string[]
  /** How many points each added, by the order in which campaigns were made. */
  campaigns: string[]
  scan_number: number | null
}

/** What a code says to this member at this moment; `pin` is what is given with it. */
export function verdictFor(
  brand: Brand,
  member: Member | null,
  text: string,
  pin: Pin | 'proved' = 'none',
): Verdict {
  const code = brand.codes.get(text)
  if (!code) return 'unknown'
  if (code.state === 'claimed')
    return code.claimedBy === member?.name ? 'already_yours' : 'claimed_by_another'
  const closed = closedBy(brand, code)
  if (closed === 'void' || closed === 'expired') return closed
  // Before a code that is not active yet is remembered as well.
  return judgePin(code, pin, brand.now) ?? closed ?? 'claimed'
}

/** Why nobody can claim a code that nobody has. */
export function closedBy(brand: Brand, { batch, serial, state }: Code): Closed | null {
  const rules = brand.batchRules[batch] as BatchRules
  if (state === 'void' || brand.batches[batch] === 'void' || rules.voidSerials.has(serial)) return 'void'
  if (brand.batches[batch] === 'generated' && !rules.activeSerials.has(serial)) return 'inactive'
  return rules.expiresAt !== null && rules.expiresAt <= brand.now ? 'expired' : null
}

/** The answer to a scan that changes nothing. */
export const refusal = (brand: Brand, member: Member, verdict: Verdict): ScanAnswer => ({
  verdict,
  points_earned: 0,
  points_held: 0,
  points_capped: 0,
  points_repaid: 0,
  hold: null,
  multiplier: 1,
  new_balance: member.balance,
  rank: rankOf(brand, member).key,
  rank_changed: false,
  achievements_unlocked: [],
  campaigns: [],
  scan_number: null,
})

/** A member takes a free code of an active batch: rules 1 to 4 and 7 to 10 of the programme. */
export function claim(brand: Brand, member: Member, text: string): ScanAnswer {
  const code = brand.codes.get(text) as Code
  let award: Award = { points: 0, capped: 0, multipliers: [], campaigns: [] }
  const entriesBefore = member.entries.length
  const balanceBefore = member.balance
  const scanNumber = member.scanCount + 1
  const done = act(brand, member, act => {
    Object.assign(code, { state: 'claimed', claimedBy: member.name, claimedIn: act.action })
    member.scanCount = scanNumber
    member.lastActiveAt = act.at
    member.scans.push({ action: act.action, at: act.at, product: code.product, code: text, stands: true })
    act.events.push('product_scanned')
    if (scanNumber === 1 && !member.hasGift) act.events.push('gift_claimed')
    award = awardScan(act, code.product, scanNumber)
    progress(act, { scans: 1, points_earned: award.points }, code.product)
    moveGoal(act, balanceBefore)
    if (scanNumber === 1 && !member.hasGift) giveGift(act)
  })
  const rank = rankOf(brand, member)
  return {
    verdict: 'claimed',
    points_earned: done.earned,
    points_held: done.hold ? done.earned : 0,
    points_capped: award.capped,
    points_repaid: member.entries
      .slice(entriesBefore)
      .reduce((sum, { reason, amount }) => sum - (reason === 'repayment' ? amount : 0), 0),
    hold: done.hold && spellHold(done.hold),
    multiplier: shownMultiplier(brand.settings, award.multipliers),
    new_balance: member.balance,
    rank: rank.key,
    rank_changed: rank.key !== done.rankBefore.key,
    achievements_unlocked: done.unlocked.map(({ key }) => `${key} x${member.unlocks.get(key)?.length}`),
    campaigns: award.campaigns.map(({ campaign, points }) => `campaign ${campaign.age}: ${points}`),
    scan_number: scanNumber,
  }
}

/** Such as `settling until 2027-03-14T07:30:00.000Z`. */
export const spellHold = ({ reason, settlesAt }: Hold): string =>
  `${reason} until ${settlesAt === null ? 'a review' : new Date(settlesAt).toISOString()}`

interface Award {
  points: number
  /** What a cap has cut off. */
  capped: number
  multipliers: number[]
  campaigns: Applied[]
}

function awardScan(act: Act, product: Product, scanNumber: number): Award {
  const { brand, member, at, day } = act
  const { settings } = brand
  const own = ownMultipliers(act, scanNumber)
  const chosen = chooseCampaigns(brand.campaigns, {
    product,
    settings,
    multipliers: own,
    rankKey: rankOf(brand, member).key,
    birthMonth: member.birthMonth,
    zone: brand.zone,
    day,
    at,
    givenBy: ({ age }) => member.given.get(age) ?? 0,
  })
  const factors = chosen.flatMap(({ campaign }) => campaign.definition.effect.multiplier_basis_points ?? [])
  const multipliers = [...own, ...factors]
  const bonus = chosen.reduce((sum, { campaign }) => sum + (campaign.definition.effect.bonus_points ?? 0), 0)
  const worth = pointsFor(product, settings, multipliers) + bonus
  const room = Math.min(...settings.caps.map(cap => roomUnder(cap, act, product)), Number.POSITIVE_INFINITY)
  const points = Math.min(worth, room)
  const campaigns = cut(chosen, worth - points)
  hold(act)
  enterAward(act, points, campaigns)
  for (const { per, period } of settings.caps) {
    member.capped.push({ cap: `${per} ${period}`, day, points, sku: product.sku })
  }
  return { points, capped: worth - points, multipliers, campaigns }
}

function ownMultipliers({ brand, member, at }: Act, scanNumber: number): number[] {
  const timed = member.multipliers
    .filter(({ from, until }) => from <= at && at < until)
    .map(({ basisPoints }) => basisPoints)
  return [
    rankOf(brand, member).multiplier_basis_points,
    ...(scanNumber === 2 ? [brand.settings.second_scan_basis_points] : []),
    ...(timed.length > 0 ? [Math.max(...timed)] : []),
  ]
}

/** Rule 4: what is left of the cap today. */
function roomUnder({ per, period, points }: Cap, { member, day }: Act, product: Product): number {
  const used = member.capped
    .filter(one => one.cap === `${per} ${period}` && (per === 'member' || one.sku === product.sku))
    .filter(one => isWithin(period, one.day, day))
    .reduce((sum, one) => sum + one.points, 0)
  return Math.max(0, points - used)
}

/** A cap cuts bonuses first, then multiplied extras, the youngest campaign first; the scan's own points last. */
function cut(chosen: Applied[], points: number): Applied[] {
  let left = points
  const isBonus = ({ campaign }: Applied) => campaign.definition.effect.bonus_points !== undefined
  const order = [...chosen].sort(
    (a, b) => Number(isBonus(b)) - Number(isBonus(a)) || b.campaign.age - a.campaign.age,
  )
  const kept = new Map<Applied, number>()
  for (const one of order) {
    const taken = Math.min(left, one.points)
    left -= taken
    kept.set(one, one.points - taken)
  }
  return chosen.map(one => ({ ...one, points: kept.get(one) ?? 0 })).filter(one => one.points > 0)
}

/** Rule 7: whether this scan's points wait, for a review or until they settle. */
function hold(act: Act): void {
  const { member, day, at, action } = act
  const { settle_after_hours: hours, review_from_scan_of_day: from } = act.brand.settings.holds
  if (from !== null) member.scansOfDay.push(day)
  const isReviewed = from !== null && member.scansOfDay.filter(one => one === day).length >= from
  if (!isReviewed && hours === 0) return
  act.hold = {
    action,
    at,
    earned: [],
    reason: isReviewed ? 'review' : 'settling',
    settlesAt: isReviewed ? null : at + hours * HOUR_MS,
    state: 'held',
  }
}

/** A campaign's multiplied extra is part of the scan's entry, its bonus an entry of its own. */
function enterAward(act: Act, points: number, campaigns: Applied[]): void {
  const { member, action } = act
  const bonuses = campaigns.filter(({ campaign }) => campaign.definition.effect.bonus_points !== undefined)
  const extra = bonuses.reduce((sum, one) => sum + one.points, 0)
  earn(act, { amount: points - extra, reason: 'scan', source: 'scan', countsForRank: true })
  for (const { campaign, points: amount } of bonuses) {
    earn(act, { amount, reason: 'campaign', source: `campaign:${campaign.age}`, countsForRank: true })
  }
  for (const { campaign, points: given } of campaigns) {
    campaign.awards += 1
    campaign.spent += given
    campaign.given.push({ member: member.name, action, points: given, takenBack: false })
    if (campaign.definition.points_per_member !== undefined) {
      member.given.set(campaign.age, (member.given.get(campaign.age) ?? 0) + given)
    }
  }
}

import type { ProductView } from '../catalogue/index.ts'
import type { Brand, Settings } from '../tenancy/index.ts'
import { affinityReason } from './explain-insight.ts'
import { type Insight, sourceOf, topAffinity } from './insight.ts'
import type { PlacedAchievement } from './order-achievements.ts'
import type { CardView } from './schema.ts'
import type { Standing } from './standing.ts'
import { CARDS } from './weights.ts'

export interface CardInput {
  brand: Pick<Brand, 'name' | 'settings'>
  standing: Standing
  /** In the member's order. */
  achievements: PlacedAchievement[]
  insight: Insight
  /** Something of what the member likes most, if the brand has it. */
  product: ProductView | null
}

/** A card that a rule proposes, and what the insight says about its chance. */
export interface Candidate extends Omit<CardView, 'id' | 'kind'> {
  kind: keyof typeof CARDS.value
  /** From 0 to 1. */
  signal: number
  /** The next best action that it answers. */
  suits?: string
}

type Rule = (input: CardInput) => Candidate | undefined

const SCAN = { label: 'Scan a pack', href: '/scan' }

/** Every card that a rule proposes for this member now, in no order. */
export function cardCandidates(input: CardInput): Candidate[] {
  return RULES.map(rule => rule(input)).filter(candidate => candidate !== undefined)
}

const firstScan: Rule = ({ brand, standing, insight }) => {
  if (standing.scan_count > 0) return undefined
  const { gift } = brand.settings
  return {
    kind: 'first_scan',
    title: 'Scan your first pack',
    body: gift ? `It earns points and a gift: ${gift.name}.` : 'It earns your first points.',
    reason: 'Because you have not scanned a pack yet',
    action: SCAN,
    source: 'local',
    signal: insight.purchase_probability,
    suits: 'scan_again',
  }
}

const secondScan: Rule = ({ brand, standing, insight }) => {
  const { second_scan_basis_points, points_name } = brand.settings
  if (standing.scan_count !== 1 || second_scan_basis_points <= 10_000) return undefined
  return {
    kind: 'second_scan',
    title: `Scan a second pack: it counts ${timesWords(second_scan_basis_points)}`,
    body: `Only your second scan earns that many ${points_name.many}.`,
    reason: 'Because you have scanned one pack so far',
    action: SCAN,
    source: 'local',
    signal: insight.purchase_probability,
    suits: 'scan_again',
  }
}

const comeBack: Rule = ({ brand, standing, insight }) => {
  const { churn_probability } = insight
  const isWanted = churn_probability >= CARDS.come_back_from_churn || insight.next_best_action === 'come_back'
  if (standing.scan_count === 0 || !isWanted) return undefined
  const source = sourceOf(insight, 'churn_probability')
  return {
    kind: 'come_back',
    title: 'Good to see you again',
    body: `You have ${pointsWords(standing.balance, brand.settings.points_name)}. Any pack adds to that.`,
    reason: source === 'local' ? 'Because it has been a while' : 'Because we would miss you',
    action: SCAN,
    source,
    signal: churn_probability,
    suits: 'come_back',
  }
}

const scanAgain: Rule = input => {
  const { brand, standing, insight } = input
  if (standing.scan_count === 0 || secondScan(input) || comeBack(input)) return undefined
  const { points_per_dollar, points_name } = brand.settings
  const { name, multiplier } = standing.rank
  const isNext = insight.next_best_action === 'scan_again'
  const source = isNext ? sourceOf(insight, 'next_best_action') : 'local'
  return {
    kind: 'scan_again',
    title: 'Scan your next pack',
    body:
      multiplier > 1
        ? `As ${name} you earn ${multiplier} times the points.`
        : `Each dollar of its price is worth ${pointsWords(points_per_dollar, points_name)}.`,
    reason:
      source === 'local'
        ? 'Because every pack takes you further'
        : 'Because it looks like a good time for another',
    action: SCAN,
    source,
    signal: insight.purchase_probability,
    suits: 'scan_again',
  }
}

const affinityProduct: Rule = ({ brand, insight, product }) => {
  const top = topAffinity(insight)
  if (!product || !top || top.score < CARDS.affinity_from) return undefined
  return {
    kind: 'affinity_product',
    title: `Try ${product.name}`,
    body: `Scanning it earns ${pointsWords(product.points, brand.settings.points_name)} before your rank counts.`,
    reason: affinityReason(insight, top.key),
    action: SCAN,
    source: sourceOf(insight, 'product_affinity_scores'),
    signal: top.score,
  }
}

/** What a scan brings nearer. */
const SCANNED: ReadonlySet<string> = new Set(['scans', 'points_earned', 'distinct_products', 'streak_weeks'])

const almostUnlocked: Rule = ({ brand, achievements, insight }) => {
  const near = achievements
    .filter(({ distance, rule }) => distance !== null && SCANNED.has(rule.metric))
    .map(placed => ({ placed, part: placed.progress.value / placed.progress.target }))
    .filter(({ part }) => part >= CARDS.almost_unlocked_from)
    .sort((a, b) => b.part - a.part)[0]?.placed
  if (!near) return undefined
  const { name, description, rewards } = near.achievement.definition
  const gives =
    rewards.points > 0 ? ` It gives ${pointsWords(rewards.points, brand.settings.points_name)}.` : ''
  return {
    kind: 'almost_unlocked',
    title: `${near.distance} to ${name}`,
    body: `${description}${gives}`.trim(),
    reason: `Because you are only ${near.distance} away`,
    action: SCAN,
    source: 'local',
    signal: insight.engagement_score,
  }
}

const almostPromoted: Rule = ({ brand, standing, insight }) => {
  const next = standing.next_rank
  if (!next || next.progress < CARDS.almost_promoted_from) return undefined
  return {
    kind: 'almost_promoted',
    title: `${pointsWords(next.points_needed, brand.settings.points_name)} to ${next.name}`,
    body: `At ${next.name} every scan earns more.`,
    reason: `Because you are more than half way from ${standing.rank.name} to ${next.name}`,
    action: SCAN,
    source: 'local',
    signal: insight.engagement_score,
  }
}

const RULES = [firstScan, secondScan, comeBack, scanAgain, affinityProduct, almostUnlocked, almostPromoted]

function pointsWords(amount: number, { one, many }: Settings['points_name']): string {
  return `${amount.toLocaleString('en-US')} ${amount === 1 ? one : many}`
}

function timesWords(basisPoints: number): string {
  if (basisPoints === 20_000) return 'double'
  if (basisPoints === 30_000) return 'triple'
  return `${basisPoints / 10_000} times`
}

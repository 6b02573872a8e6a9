import { affinityReason } from './explain-insight.ts'
import { sourceOf, topAffinity } from './insight.ts'
import { pointsWords, type Rule, SCAN } from './suggestion.ts'
import { SUGGESTIONS } from './weights.ts'

const SCAN_WORDS = ['scan_again', 'scan_product', 'purchase']

export const firstScan: Rule = ({ brand, standing, insight }) => {
  if (standing.scan_count > 0) return []
  const { gift } = brand.settings
  return [
    {
      kind: 'first_scan',
      subject: '',
      title: 'Scan your first pack',
      body: gift ? `It earns points and a gift: ${gift.name}.` : 'It earns your first points.',
      reason: 'Because you have not scanned a pack yet',
      action: SCAN,
      source: 'local',
      signal: insight.purchase_probability,
      suits: SCAN_WORDS,
    },
  ]
}

export const secondScan: Rule = ({ brand, standing, insight }) => {
  const { second_scan_basis_points, points_name } = brand.settings
  if (standing.scan_count !== 1 || second_scan_basis_points <= 10_000) return []
  return [
    {
      kind: 'second_scan',
      subject: '',
      title: `Scan a second pack: it counts ${timesWords(second_scan_basis_points)}`,
      body: `Only your second scan earns that many ${points_name.many}.`,
      reason: 'Because you have scanned one pack so far',
      action: SCAN,
      source: 'local',
      signal: insight.purchase_probability,
      suits: SCAN_WORDS,
    },
  ]
}

export const comeBack: Rule = ({ brand, standing, insight, daysSinceScan }) => {
  if (daysSinceScan === null || standing.scan_count === 0) return []
  const { churn_probability } = insight
  const isLong = daysSinceScan >= SUGGESTIONS.come_back_after_days
  const isFeared =
    churn_probability >= SUGGESTIONS.come_back_from_churn || insight.next_best_action === 'come_back'
  if (!isLong && !isFeared) return []
  const source = isFeared ? sourceOf(insight, 'churn_probability') : 'local'
  return [
    {
      kind: 'come_back',
      subject: '',
      title: 'Good to see you again',
      body: `You have ${pointsWords(standing.balance, brand.settings.points_name)}. Any pack adds to that.`,
      reason: source === 'local' ? 'Because it has been a while' : 'Because we would miss you',
      action: SCAN,
      source,
      signal: churn_probability,
      suits: ['come_back'],
    },
  ]
}

export const scanAgain: Rule = input => {
  const { brand, standing, insight } = input
  if (standing.scan_count === 0 || secondScan(input).length > 0 || comeBack(input).length > 0) return []
  const { points_per_dollar, points_name } = brand.settings
  const { name, multiplier } = standing.rank
  const isNext = SCAN_WORDS.includes(insight.next_best_action)
  const source = isNext ? sourceOf(insight, 'next_best_action') : 'local'
  return [
    {
      kind: 'scan_again',
      subject: '',
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
      suits: SCAN_WORDS,
    },
  ]
}

export const affinityProduct: Rule = ({ brand, insight, product }) => {
  const top = topAffinity(insight)
  if (!product || !top || top.score < SUGGESTIONS.affinity_from) return []
  return [
    {
      kind: 'affinity_product',
      subject: product.id,
      title: `Try ${product.name}`,
      body: `Scanning it earns ${pointsWords(product.points, brand.settings.points_name)} before your rank counts.`,
      reason: affinityReason(insight, top.key),
      action: SCAN,
      source: sourceOf(insight, 'product_affinity_scores'),
      signal: top.score,
    },
  ]
}

function timesWords(basisPoints: number): string {
  if (basisPoints === 20_000) return 'double'
  if (basisPoints === 30_000) return 'triple'
  return `${basisPoints / 10_000} times`
}

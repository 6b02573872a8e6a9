import type { Criteria } from '../achievements/index.ts'
import type { Settings } from '../tenancy/index.ts'
import { affinityKey, affinityWords } from './affinity-words.ts'

/** The counter's value that would unlock next, or null when it was passed and can no longer be reached. */
export function nextTarget({ operator, value }: Criteria, current: number): number | null {
  const [first = 1, last = first] = value
  switch (operator) {
    case 'at_least':
      return first
    case 'equals':
      return current < first ? first : null
    case 'between':
      return current < first ? first : current < last ? current + 1 : null
    case 'in':
      return value.filter(target => target > current).sort((a, b) => a - b)[0] ?? null
  }
}

/** What is counted, one and many, where it is not scans or points. */
const THINGS: Partial<Record<Criteria['metric'], [one: string, many: string]>> = {
  referrals_completed: ['friend', 'friends'],
  wishlist_items: ['wish', 'wishes'],
  redemptions: ['reward', 'rewards'],
  streak_weeks: ['week', 'weeks'],
  achievements_unlocked: ['achievement', 'achievements'],
}

/** What is still missing, in words: "1 scan", "2 scans of edibles", "3 more products", "1,200 Leaves". */
export function distanceWords(
  { metric, product_filters = {} }: Criteria,
  remaining: number,
  pointsName: Settings['points_name'],
): string {
  const amount = remaining.toLocaleString('en-US')
  if (metric === 'points_earned') return `${amount} ${remaining === 1 ? pointsName.one : pointsName.many}`
  const things = THINGS[metric]
  if (things) return `${amount} ${things[remaining === 1 ? 0 : 1]}`
  const isFiltered = Object.keys(product_filters).length > 0
  const kind = onlyKind(product_filters)
  if (metric === 'distinct_products') {
    if (kind) return `${amount} more ${kind}`
    return `${amount} more ${isFiltered ? 'matching ' : ''}${remaining === 1 ? 'product' : 'products'}`
  }
  const scans = remaining === 1 ? 'scan' : 'scans'
  if (kind) return `${amount} ${scans} of ${kind}`
  return `${amount} ${isFiltered ? 'matching ' : ''}${scans}`
}

/** What the filters ask for, in words, where it is one form or strain type. */
function onlyKind({
  product_form = [],
  strain_type = [],
  ...others
}: NonNullable<Criteria['product_filters']>) {
  const [kind, ...more] = [...product_form, ...strain_type]
  if (!kind || more.length > 0 || Object.keys(others).length > 0) return undefined
  return affinityWords(affinityKey(kind))
}

/** The strongest of a member's affinities that this rule is about. */
export function matchingAffinity(
  { product_filters = {} }: Criteria,
  scores: Record<string, number>,
): { key: string; score: number } | undefined {
  const { product_form = [], strain_type = [], product_line = [], tags = [] } = product_filters
  const keys = new Set([...product_form, ...strain_type, ...product_line, ...tags].map(affinityKey))
  const match = Object.entries(scores).find(([key]) => keys.has(key))
  return match && { key: match[0], score: match[1] }
}

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

/** What is still missing, in words: "1 scan", "2 scans of edibles", "1,200 Leaves". */
export function distanceWords(
  { metric, product_filters }: Criteria,
  remaining: number,
  pointsName: Settings['points_name'],
): string {
  const amount = remaining.toLocaleString('en-US')
  if (metric === 'points_earned') return `${amount} ${remaining === 1 ? pointsName.one : pointsName.many}`
  const scans = remaining === 1 ? 'scan' : 'scans'
  if (!product_filters || Object.keys(product_filters).length === 0) return `${amount} ${scans}`
  const { product_form = [], strain_type = [], ...others } = product_filters
  const [kind, ...more] = [...product_form, ...strain_type]
  if (!kind || more.length > 0 || Object.keys(others).length > 0) return `${amount} matching ${scans}`
  return `${amount} ${scans} of ${affinityWords(affinityKey(kind))}`
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

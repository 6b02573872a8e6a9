import type { Reward } from './reward.ts'

/** A text as it is searched: lower case, without accents, words apart by one space. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Where a page of the catalogue ended. */
export interface Place {
  featured: boolean
  cost: number
  id: string
}

export const placeOf = ({ id, definition }: Pick<Reward, 'id' | 'definition'>): Place => ({
  featured: definition.featured,
  cost: definition.cost_points,
  id,
})

/** Featured ones first, then the cheapest. */
export function byPlace(a: Place, b: Place): number {
  if (a.featured !== b.featured) return a.featured ? -1 : 1
  return a.cost - b.cost || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/**
 * The next rewards, of a list in order of place, whose name, description or tags have every word of the search, each
 * anywhere in a word; none that is over.
 */
export function findRewards(
  rewards: readonly Reward[],
  input: { search: string; after: Place | undefined; at: Date; limit: number },
): Reward[] {
  const words = plainText(input.search).split(' ')
  const found: Reward[] = []
  for (const reward of rewards) {
    if (found.length === input.limit) break
    if (input.after && byPlace(placeOf(reward), input.after) <= 0) continue
    if (reward.until && reward.until <= input.at) continue
    if (words.every(word => reward.text.includes(word))) found.push(reward)
  }
  return found
}

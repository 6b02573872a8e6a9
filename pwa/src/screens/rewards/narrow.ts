import type { Reward } from '../../api/shapes.ts'

export const shows = ['all', 'ready', 'shipped', 'digital'] as const
export type Show = (typeof shows)[number]

/** What somebody looks for in the catalogue. */
export type Narrowing = { search: string; show: Show }

/** Whether a reward is among those that somebody wants to see. */
export function passes(reward: Pick<Reward, 'kind' | 'can_redeem'>, show: Show): boolean {
  if (show === 'ready') return reward.can_redeem
  return show === 'all' || reward.kind === show
}

/** What an address says, such as `?search=tea&show=ready`; anything else in it is ignored. */
export function narrowingOf(query: string): Narrowing {
  const asked = new URLSearchParams(query)
  const show = shows.find(known => known === asked.get('show')) ?? 'all'
  return { search: (asked.get('search') ?? '').slice(0, 80), show }
}

/** The address of the catalogue for it; the plain one where nothing is narrowed. */
export function catalogueAt({ search, show }: Narrowing): string {
  const asked = new URLSearchParams()
  if (search.trim()) asked.set('search', search.trim())
  if (show !== 'all') asked.set('show', show)
  const query = asked.toString()
  return query ? `/rewards?${query}` : '/rewards'
}

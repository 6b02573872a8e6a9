import { infiniteQueryOptions, queryOptions } from '@tanstack/preact-query'
import { answered, api } from './client.ts'
import { minute_ms, queries } from './queries.ts'

export const dashboardQuery = queryOptions({
  queryKey: ['dashboard'],
  queryFn: () => answered(api.GET('/api/dashboard')),
})

export const pointsQuery = queryOptions({
  queryKey: ['points'],
  queryFn: () => answered(api.GET('/api/points')),
})

export const achievementsQuery = queryOptions({
  queryKey: ['achievements'],
  queryFn: () => answered(api.GET('/api/achievements')),
})

export const historyQuery = infiniteQueryOptions({
  queryKey: ['history'],
  queryFn: ({ pageParam }) =>
    answered(api.GET('/api/history', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
  initialPageParam: null as string | null,
  getNextPageParam: page => page.next_cursor,
})

export const ranksQuery = queryOptions({
  queryKey: ['ranks'],
  queryFn: () => answered(api.GET('/api/ranks')),
  staleTime: 5 * minute_ms,
})

export const campaignsQuery = queryOptions({
  queryKey: ['campaigns'],
  queryFn: () => answered(api.GET('/api/campaigns')),
  staleTime: 5 * minute_ms,
})

const moved = [
  'dashboard',
  'points',
  'achievements',
  'history',
  'rewards',
  'orders',
  'wishlist',
  'goal',
  'friends',
  'disputes',
]

/** Asks again for all that an action of the member can move; what nobody looks at waits until it is looked at. Never rejects. */
export function refetchAccount() {
  return Promise.all(moved.map(part => queries.invalidateQueries({ queryKey: [part] })))
}

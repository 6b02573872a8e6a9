import { infiniteQueryOptions, queryOptions } from '@tanstack/preact-query'
import { answered, api } from './client.ts'
import { minute_ms, queries } from './queries.ts'

// What was seen stays open where there is no network, for as long as somebody walks through a shop.
const kept = { gcTime: 60 * minute_ms }

export const rewardsQuery = (search: string) =>
  infiniteQueryOptions({
    ...kept,
    queryKey: ['rewards', 'list', search],
    queryFn: ({ pageParam }) =>
      answered(
        api.GET('/api/rewards', {
          params: {
            query: { limit: 50, ...(search ? { search } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next_cursor,
  })

/** One reward; opens with what the catalogue said of it, where that was seen. */
export const rewardQuery = (id: string) =>
  queryOptions({
    ...kept,
    queryKey: ['rewards', 'one', id],
    queryFn: () => answered(api.GET('/api/rewards/{id}', { params: { path: { id } } })),
    placeholderData: () => seenInCatalogue(id),
  })

function seenInCatalogue(id: string) {
  const lists = queries.getQueriesData<{ pages: { items: { id: string }[] }[] }>({
    queryKey: ['rewards', 'list'],
  })
  const rewards = lists.flatMap(([, list]) => list?.pages.flatMap(page => page.items) ?? [])
  return rewards.find(reward => reward.id === id) as never
}

export const ordersQuery = infiniteQueryOptions({
  ...kept,
  queryKey: ['orders', 'list'],
  queryFn: ({ pageParam }) =>
    answered(api.GET('/api/orders', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
  initialPageParam: null as string | null,
  getNextPageParam: page => page.next_cursor,
})

export const orderQuery = (id: string) =>
  queryOptions({
    ...kept,
    queryKey: ['orders', 'one', id],
    queryFn: () => answered(api.GET('/api/orders/{id}', { params: { path: { id } } })),
  })

export const wishlistQuery = queryOptions({
  ...kept,
  queryKey: ['wishlist'],
  queryFn: () => answered(api.GET('/api/wishlist')),
})

export const goalQuery = queryOptions({
  ...kept,
  queryKey: ['goal'],
  queryFn: () => answered(api.GET('/api/goal')),
})

export const addressesQuery = queryOptions({
  queryKey: ['addresses'],
  queryFn: () => answered(api.GET('/api/addresses')),
})

export const marketsQuery = queryOptions({
  queryKey: ['markets'],
  queryFn: () => answered(api.GET('/api/markets')),
  staleTime: 5 * minute_ms,
})

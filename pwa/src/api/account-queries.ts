import { infiniteQueryOptions, queryOptions } from '@tanstack/preact-query'
import { answered, api } from './client.ts'

/** The member's link and friends, page by page; all but the friends is the same on every page. */
export const friendsQuery = infiniteQueryOptions({
  queryKey: ['friends'],
  queryFn: ({ pageParam }) => answered(api.GET('/api/referrals/me', { params: { query: from(pageParam) } })),
  initialPageParam: null as string | null,
  getNextPageParam: page => page.friends.next_cursor,
})

export const inviteCodeQuery = queryOptions({
  queryKey: ['invite_code'],
  queryFn: () => answered<string>(api.GET('/api/referrals/qr', { parseAs: 'text' })),
  staleTime: Number.POSITIVE_INFINITY,
})

export const devicesQuery = infiniteQueryOptions({
  queryKey: ['devices'],
  queryFn: ({ pageParam }) => answered(api.GET('/api/me/sessions', { params: { query: from(pageParam) } })),
  initialPageParam: null as string | null,
  getNextPageParam: page => page.next_cursor,
})

export const consentsQuery = infiniteQueryOptions({
  queryKey: ['consents'],
  queryFn: ({ pageParam }) => answered(api.GET('/api/me/consents', { params: { query: from(pageParam) } })),
  initialPageParam: null as string | null,
  getNextPageParam: page => page.next_cursor,
})

export const disputesQuery = infiniteQueryOptions({
  queryKey: ['disputes'],
  queryFn: ({ pageParam }) => answered(api.GET('/api/disputes', { params: { query: from(pageParam) } })),
  initialPageParam: null as string | null,
  getNextPageParam: page => page.next_cursor,
})

const from = (cursor: string | null) => (cursor ? { cursor } : {})

import { QueryClient, queryOptions } from '@tanstack/preact-query'
import { answered, api } from './client.ts'
import { asProblem } from './problem.ts'

export const minute_ms = 60_000

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; only silence and a server in trouble are worth another try.
      retry: (failures, cause) => {
        const { status } = asProblem(cause)
        return failures < 2 && (status === 0 || status >= 500)
      },
      retryDelay: failures => 400 * 3 ** failures,
    },
  },
})

export const configQuery = queryOptions({
  queryKey: ['config'],
  queryFn: () => answered(api.GET('/api/config')),
  staleTime: 60 * minute_ms,
})

export const codeQuery = (code: string, reader: string) =>
  queryOptions({
    queryKey: ['code', code, reader],
    queryFn: () => answered(api.GET('/api/codes/{code}', { params: { path: { code } } })),
  })

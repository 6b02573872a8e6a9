import type { ComponentChildren } from 'preact'
import { Problem } from '../api/problem.ts'
import { Bones } from './bones.tsx'
import { ProblemView } from './problem-view.tsx'

type Asked<Data> = {
  data: Data | undefined
  error: unknown
  fetchStatus: 'fetching' | 'paused' | 'idle'
  refetch: () => unknown
}

type LoadedProps<Data> = {
  query: Asked<Data>
  children: (data: Data) => ComponentChildren
  bones?: ComponentChildren
}

/** What was asked for, once it is there; until then its bones, and what went wrong where it does not come. */
export function Loaded<Data>({ query, children, bones = <Bones /> }: LoadedProps<Data>) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  // Without a network nothing is asked at all, so nothing fails either.
  const silent = query.fetchStatus === 'paused' && new Problem({ status: 0, code: 'unreachable' })
  const cause = query.error ?? silent
  if (cause) return <ProblemView cause={cause} onRetry={() => void query.refetch()} />
  return <>{bones}</>
}

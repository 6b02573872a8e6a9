import { useEffect, useState } from 'preact/hooks'
import { catalogueAt, type Narrowing, narrowingOf } from './narrow.ts'

const pause_ms = 250

/**
 * What somebody looks for, kept in the address so that coming back finds it again; `search` follows what is typed when
 * the typing pauses.
 */
export function useNarrowing() {
  const [narrowing, setNarrowing] = useState(() => narrowingOf(location.search))
  const [search, setSearch] = useState(narrowing.search.trim())

  useEffect(() => {
    const typed = narrowing.search.trim()
    if (typed === search) return
    const timer = setTimeout(() => setSearch(typed), pause_ms)
    return () => clearTimeout(timer)
  }, [narrowing.search, search])

  const change = (part: Partial<Narrowing>) => {
    const next = { ...narrowing, ...part }
    setNarrowing(next)
    // Not by the router: this is still the same screen, and each letter is no place to come back to.
    history.replaceState(null, '', catalogueAt(next))
  }
  return { narrowing, search, change }
}

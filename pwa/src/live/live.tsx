import { useEffect } from 'preact/hooks'
import type { ServerEvent } from '../api/event-parser.ts'
import { dashboardQuery, refetchAccount } from '../api/member-queries.ts'
import { queries } from '../api/queries.ts'
import type { Rank } from '../api/shapes.ts'
import { followStream } from '../api/stream.ts'
import { announce } from '../parts/announcer.tsx'
import { usePointsName } from '../parts/use-config.ts'
import { formatPoints } from '../words/format.ts'
import { memberWords } from '../words/member.ts'

/** Keeps what a member sees true while it is looked at; draws nothing. */
export default function Live() {
  const { one, many } = usePointsName()
  useEffect(() => {
    let following: AbortController | null = null
    const follow = () => {
      if (document.hidden) {
        following?.abort()
        following = null
      } else if (!following) {
        following = new AbortController()
        void followAlone(event => take(event, { one, many }), following.signal)
      }
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      following?.abort()
    }
  }, [one, many])
  return null
}

// The server keeps one stream for each session, so windows side by side take turns instead of ending each other's.
async function followAlone(onEvent: (event: ServerEvent) => void, signal: AbortSignal) {
  const follow = () => followStream(onEvent, refetchAccount, signal)
  if (!navigator.locks) return follow()
  try {
    await navigator.locks.request('stream', { signal }, follow)
  } catch {
    // The wait for the turn was given up.
  }
}

type Balance = { balance: number; lifetime_points: number; rank?: Rank | string | null }

function take({ event, data }: ServerEvent, pointsName: { one: string; many: string }) {
  if (event === 'balance') {
    const told = parsed<Balance>(data)
    if (told) showBalance(told, pointsName)
  }
  if (event === 'achievement_unlocked') {
    const name = parsed<{ name?: string }>(data)?.name
    if (name) announce(memberWords.home.unlockedNow(name))
  }
  void refetchAccount()
}

// The number is shown as soon as it is known; what else it changed follows with the refetch.
function showBalance({ balance, lifetime_points }: Balance, pointsName: { one: string; many: string }) {
  const before = queries.getQueryData(dashboardQuery.queryKey)
  if (!before || before.balance === balance) return
  queries.setQueryData(dashboardQuery.queryKey, { ...before, balance, lifetime_points })
  announce(memberWords.home.balanceNow(formatPoints(balance, pointsName)))
}

function parsed<Data>(text: string): Data | null {
  try {
    return JSON.parse(text) as Data
  } catch {
    return null
  }
}

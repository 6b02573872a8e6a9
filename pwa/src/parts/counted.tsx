import { useEffect, useState } from 'preact/hooks'
import { formatNumber } from '../words/format.ts'

const shortest_ms = 500
const longest_ms = 1_100

/** A number that counts up from `from` once, because it was earned; heard only when it has arrived. */
export function Counted({ to, from = to }: { to: number; from?: number }) {
  const shown = useCountUp(from, to)
  return (
    <>
      <span aria-hidden="true">{formatNumber(shown)}</span>
      <span class="sr-only">{formatNumber(to)}</span>
    </>
  )
}

/** A number on its way: follows `value`, counting up when it grows and jumping when it falls. */
export function Following({ value }: { value: number }) {
  const [way, setWay] = useState({ from: value, to: value })
  if (way.to !== value) setWay({ from: Math.min(way.to, value), to: value })
  return <Counted to={way.to} from={way.from} />
}

function useCountUp(from: number, to: number) {
  const [shown, setShown] = useState(from)
  useEffect(() => {
    if (from >= to || matchMedia('(prefers-reduced-motion: reduce)').matches) return setShown(to)
    const duration_ms = Math.min(longest_ms, shortest_ms + (to - from))
    const start = performance.now()
    let frame = requestAnimationFrame(function step(now) {
      const part = Math.min(1, Math.max(0, (now - start) / duration_ms))
      setShown(Math.round(from + (to - from) * (1 - (1 - part) ** 3)))
      if (part < 1) frame = requestAnimationFrame(step)
    })
    return () => cancelAnimationFrame(frame)
  }, [from, to])
  return shown
}

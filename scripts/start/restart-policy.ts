const windowMs = 30_000
const mostCrashes = 5
const firstDelayMs = 200

/** When to start a crashed program again: at once the first time, then ever later; 'give-up' at five in 30 s. */
export function nextRestart(crashTimesMs: number[], nowMs: number): { delayMs: number } | 'give-up' {
  const recent = crashTimesMs.filter(time => nowMs - time < windowMs).length
  if (recent >= mostCrashes) return 'give-up'
  return { delayMs: recent <= 1 ? 0 : firstDelayMs * 2 ** (recent - 2) }
}

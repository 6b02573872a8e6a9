import { setTimeout as sleep } from 'node:timers/promises'
import type { CommitPoint } from './postgres-proxy.ts'
import type { Random } from './random.ts'
import type { Target, Victims } from './victims.ts'

export interface Fault {
  target: Target
  /** `lingerMs`: how long the commit is held before the strike, in which a server may say too early that it is done. */
  when: { afterMs: number } | { point: CommitPoint; nth: number; lingerMs: number }
  /** Between 0 and 1: which of several backends. */
  choice: number
}

const AT_RANDOM: readonly Target[] = [
  'the server',
  'the server',
  'the server',
  'the postmaster',
  'one backend',
  'all of PostgreSQL',
  'the server and PostgreSQL',
  'the connections',
]
const AT_COMMIT: readonly Target[] = ['the server', 'the server', 'the connections', 'all of PostgreSQL']
const POINTS: readonly CommitPoint[] = ['before commit', 'after commit, before its answer']
const LATEST_MS = 350
const LATEST_COMMIT = 12
const LINGER_MS = 200

/** Half of the faults strike at a random moment, half at a named point of the nth commit. */
export function planFault(random: Random): Fault {
  const choice = random.next()
  if (random.chance(0.5)) {
    return { target: random.pick(AT_RANDOM), when: { afterMs: random.integer(5, LATEST_MS) }, choice }
  }
  const point = random.pick(POINTS)
  const lingerMs = random.chance(0.5) ? LINGER_MS : 0
  const when = { point, nth: random.integer(1, LATEST_COMMIT), lingerMs }
  return { target: random.pick(AT_COMMIT), when, choice }
}

export function describeFault({ target, when }: Fault): string {
  const what = target === 'the connections' ? 'cut the connections' : `kill -9 ${target}`
  if ('afterMs' in when) return `${what} after ${when.afterMs} ms`
  return `${what} ${when.point} ${when.nth}${when.lingerMs ? `, held for ${when.lingerMs} ms` : ''}`
}

/** Waits for the fault's moment and strikes; false when `over` came first and nothing was left to strike at. */
export async function inject(fault: Fault, victims: Victims, over: AbortSignal): Promise<boolean> {
  const { target, when } = fault
  const strike = () => victims.strike(target, count => Math.floor(fault.choice * count))
  if ('afterMs' in when) {
    await sleep(when.afterMs)
    strike()
    return true
  }
  return new Promise(resolve => {
    over.addEventListener('abort', () => {
      victims.proxy.clearTrap()
      resolve(false)
    })
    const fall = () => {
      strike()
      // Where only the server falls, PostgreSQL must learn of it: its end of the connection is the proxy's.
      victims.proxy.cut()
      resolve(true)
    }
    victims.proxy.setTrap(when.point, when.nth, () => {
      if (when.lingerMs === 0) fall()
      else setTimeout(fall, when.lingerMs)
    })
  })
}

import type { OutboxGlance, OutboxStatus } from '../customerio/index.ts'
import { harmless } from './terminal.ts'

/** What the last column of all brands is about. */
export const NEWS = 'state'

const count = (number: number, isAll = true) => `${number.toLocaleString('en-US')}${isAll ? '' : '+'}`

/** How long ago, in the largest unit that fits. */
export function ago(since: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - since.getTime()) / 1_000))
  if (seconds < 120) return `${seconds} s`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`
}

const moment = (at: Date) => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`

/** A brand's line among all. */
export function glanceRow(brand: OutboxGlance, now: Date): string[] {
  return [
    brand.slug,
    count(brand.waiting, brand.is_all),
    brand.oldest ? ago(brand.oldest, now) : '',
    count(brand.dead),
    `${Math.round(brand.per_second)} of ${brand.ceiling}`,
    stateOf(brand, now),
  ]
}

function stateOf({ paused_at, failures, next_at, waiting }: OutboxGlance, now: Date): string {
  if (paused_at) return `paused for ${ago(paused_at, now)}`
  if (failures > 0) {
    const rest = next_at > now ? `, tried again in ${ago(now, next_at)}` : ''
    return `${count(failures)} failed in a row${rest}`
  }
  return waiting > 0 ? 'sending' : ''
}

/** What there is to say about a brand's outbox, a line each. */
export function describeOutbox(status: OutboxStatus, now: Date, lanesShown: number): string[] {
  const { waiting, is_all, oldest_waiting_at, dead, oldest_dead_at, lanes, people_set_aside } = status
  const since = (at: Date | null) => (at ? `, the oldest for ${ago(at, now)}` : '')
  const lines = [
    `waiting   ${count(waiting, is_all)}${since(oldest_waiting_at)}`,
    `dead      ${count(dead)}${since(oldest_dead_at)}`,
    `rate      ${status.requests_per_second} requests/s, at most ${status.ceiling}`,
  ]
  if (status.paused_at) {
    lines.push(`paused    since ${moment(status.paused_at)}: ${status.paused_because ?? ''}`)
  }
  if (status.breaker_open_until) {
    const until =
      status.breaker_open_until > now ? `; tried again in ${ago(now, status.breaker_open_until)}` : ''
    lines.push(`breaker   open: ${count(status.failures)} failures in a row${until}`)
  }
  if (status.last_trouble && status.last_trouble_at) {
    lines.push(`trouble   ${status.last_trouble}, ${ago(status.last_trouble_at, now)} ago`)
  }
  if (people_set_aside > 0) lines.push(`aside     ${count(people_set_aside)} people whose events alone fail`)
  for (const lane of lanes.slice(0, lanesShown)) {
    const wait = lane.due_at ? `, tried again in ${ago(now, lane.due_at)}` : ''
    lines.push(
      `lane ${String(lane.lane).padEnd(5)}${count(lane.waiting)}${since(lane.oldest_waiting_at)}${wait}`,
    )
  }
  return lines.map(harmless)
}

import { localTime } from '../platform/clock.ts'
import type { BatchAlert, BatchDetail, BatchView } from '../scanning/index.ts'
import { harmless } from './terminal.ts'

const STATES: Record<BatchView['state'], string> = {
  being_made: 'being made',
  generated: 'not active',
  active: 'active',
  void: 'void',
}

/** Whether the codes of a batch can be claimed, in a word or two. */
export const stateOf = ({ state, active_serials }: BatchView): string =>
  state === 'generated' && active_serials.length > 0 ? 'partly active' : STATES[state]

/** What became of a batch, a line for each thing. */
export function describeBatch(batch: BatchDetail, timeZone: string): string[] {
  const { sku, product_name, lot_number, code_count, claimed, claim_rate, attempts } = batch
  const time = clockOf(timeZone)
  const lot = lot_number === null ? '' : `, lot ${lot_number}`
  const lines = [
    `Batch ${batch.id}: ${grouped(code_count)} codes for ${sku}, ${product_name}${lot}, made ${time(batch.created_at)}`,
    `State: ${stateOf(batch)}${whenOf(batch, time)}`,
  ]
  if (batch.active_serials.length > 0) lines.push(`Active serials: ${rangesOf(batch.active_serials)}`)
  if (batch.void_serials.length > 0) lines.push(`Void serials: ${rangesOf(batch.void_serials)}`)
  if (batch.expires_at) lines.push(`Expires: ${time(batch.expires_at)}`)
  if (batch.codes === 'waiting') lines.push('Its codes were not downloaded yet.')
  const { first_claim_at: first, last_claim_at: last } = batch
  const when = first && last ? `, first ${time(first)}, last ${time(last)}` : ''
  lines.push(`Claimed: ${grouped(claimed)}, ${(claim_rate * 100).toFixed(1)} %${when}`)
  for (const { verdict, attempts: times, people } of attempts) {
    lines.push(`Refused as ${verdict}: ${plural(times, 'scan')} by ${plural(people, 'person', 'people')}`)
  }
  return lines.map(harmless)
}

function whenOf({ state, activated_at, voided_at, void_reason }: BatchDetail, time: (at: string) => string) {
  if (state === 'active' && activated_at) return ` since ${time(activated_at)}`
  if (state === 'void' && voided_at) return ` since ${time(voided_at)}: ${void_reason}`
  return ''
}

/** Who has packs of a batch that cannot be claimed yet. */
export function describeAlert(alert: BatchAlert, timeZone: string): string {
  const { batch_id, people, packs, first_at, last_at } = alert
  const time = clockOf(timeZone)
  return `${plural(people, 'person', 'people')} scanned ${plural(packs, 'pack')} of batch ${batch_id}, which ${packs === 1 ? 'is' : 'are'} not active: first ${time(first_at)}, last ${time(last_at)}. \`codes activate\` credits them.`
}

/** Day and minute, as a wall clock of the brand shows them. */
const clockOf = (timeZone: string) => (at: string) => {
  const { date, time } = localTime(new Date(at), timeZone)
  return `${date} ${time.slice(0, 5)}`
}

const rangesOf = (ranges: { from: number; to: number }[]) =>
  ranges
    .map(({ from, to }) => (from === to ? grouped(from) : `${grouped(from)} to ${grouped(to)}`))
    .join(', ')

const plural = (count: number, one: string, many = `${one}s`) =>
  `${grouped(count)} ${count === 1 ? one : many}`

const grouped = (count: number) => count.toLocaleString('en-US')

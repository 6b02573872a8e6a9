/** A row of the outbox at the end. */
export interface OutboxRow {
  ulid: string
  member_id: string
  name: string
  state: string
  /** Why it is dead, in the other side's words. */
  message: string | null
}

/** An operation as the stand-in received it, in the order of receipt. */
export interface ReceivedOperation {
  ulid: string
  identifier: string
  decision: string
  at: string
}

export interface Evidence {
  rows: OutboxRow[]
  received: ReceivedOperation[]
  /** Members of whom the other side calls every request malformed, though it may have kept one before. */
  malformed: ReadonlySet<string>
  /** Members who withdrew or were erased while the run went on. */
  left: ReadonlySet<string>
  /** Whether every event id is remembered for longer than any was sent again. */
  isWindowLong: boolean
  /** The most requests in a second that were received. */
  peakRate: number
  rateCeiling: number
}

export interface Verdict {
  faults: string[]
  counts: Record<string, number>
}

const COMMITTED = new Set(['accepted', 'committed_unacknowledged'])

/** Holds what was received against what the outbox says of it. */
export function findDeliveryFaults(evidence: Evidence): Verdict {
  const { rows, received, malformed, left, isWindowLong, peakRate, rateCeiling } = evidence
  const faults: string[] = []
  const commits = countCommits(received)
  const counts: Record<string, number> = {
    sent_again: 0,
    dead: 0,
    discarded: 0,
    discarded_after_commit: 0,
    dead_after_commit: 0,
  }
  for (const { ulid, member_id, name, state, message } of rows) {
    const times = commits.get(ulid) ?? 0
    const row = `${name} ${ulid}`
    if (state === 'sent') {
      if (times === 0) faults.push(`${row} is sent, and was never taken in`)
      if (times > 1) counts.sent_again = (counts.sent_again ?? 0) + 1
      if (times > 1 && isWindowLong) faults.push(`${row} was taken in ${times} times`)
    } else if (state === 'dead') {
      counts.dead = (counts.dead ?? 0) + 1
      if (times > 0 && malformed.has(member_id))
        counts.dead_after_commit = (counts.dead_after_commit ?? 0) + 1
      else if (times > 0) {
        const history = received
          .filter(one => one.ulid === ulid)
          .map(({ at, decision }) => `${at} ${decision}`)
        faults.push(`${row} of ${member_id} is dead (${message}), and was taken in: ${history.join(', ')}`)
      }
    } else if (state === 'discarded') {
      counts.discarded = (counts.discarded ?? 0) + 1
      if (!left.has(member_id)) faults.push(`${row} is discarded, and its member agrees`)
      // Taken in before the member left, by a sender that was killed before it could say so.
      if (times > 0) counts.discarded_after_commit = (counts.discarded_after_commit ?? 0) + 1
    } else faults.push(`${row} is ${state}`)
  }
  const known = new Set(rows.map(({ ulid }) => ulid))
  for (const ulid of commits.keys()) if (!known.has(ulid)) faults.push(`${ulid} was taken in, and is no row`)
  faults.push(...findDisorder(received))
  if (peakRate > rateCeiling) faults.push(`${peakRate} requests in a second are more than ${rateCeiling}`)
  return { faults, counts }
}

function countCommits(received: ReceivedOperation[]): Map<string, number> {
  const commits = new Map<string, number>()
  for (const { ulid, decision } of received) {
    if (COMMITTED.has(decision)) commits.set(ulid, (commits.get(ulid) ?? 0) + 1)
  }
  return commits
}

/** A person's events must be taken in for the first time in their order, which is that of their ids. */
function findDisorder(received: ReceivedOperation[]): string[] {
  const seen = new Set<string>()
  const last = new Map<string, string>()
  const faults: string[] = []
  for (const { ulid, identifier, decision } of received) {
    if (!COMMITTED.has(decision) || seen.has(ulid)) continue
    seen.add(ulid)
    const before = last.get(identifier)
    if (before !== undefined && before > ulid) faults.push(`${ulid} of ${identifier} came after ${before}`)
    last.set(identifier, ulid)
  }
  return faults
}

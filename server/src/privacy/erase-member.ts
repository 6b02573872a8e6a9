import { tellErasure } from '../customerio/index.ts'
import {
  closeAccount,
  findDeed,
  findOperation,
  type Operated,
  openAccount,
  operationRow,
  type Program,
  requestHash,
} from '../earning/index.ts'
import { eraseProfile, lockMember } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { Problem } from '../platform/errors.ts'
import { enqueue } from '../platform/jobs.ts'
import { cancelOrdersOfLeaver } from '../rewards/index.ts'
import { clearTraces } from './clear-traces.ts'

export interface Erasure {
  memberId: string
  clientOpId: string | null
  requestId: string | null
  /** Who asked: the member, or an operator in the member's name. */
  by: 'member' | 'command line' | `operator:${string}`
  /** Stands in the ledger as what took the points; `erasure` unless told otherwise. */
  source?: string
  /** Whether something of the member may be under way at this moment; true if left out. */
  mayBeActive?: boolean
  at: Date
}

export interface Erased {
  answer: { status: 'erased' }
  /** Sessions whose access ends now. */
  ended: string[]
}

/** What was under way when the member was erased has ended by then: statements and transactions have time limits. */
const SWEEP_AFTER_MS = 60_000
const OPERATOR = 'operator:'
const ANSWER = { status: 'erased' as const }

async function findErasure(tx: Tx, erasure: Erasure): Promise<Erased['answer'] | undefined> {
  const { memberId, clientOpId, by } = erasure
  if (clientOpId === null) return undefined
  const hash = hashOf(erasure)
  const stored = by.startsWith(OPERATOR)
    ? await findDeed(tx, clientOpId, hash)
    : await findOperation(tx, memberId, clientOpId, hash)
  return stored === undefined ? undefined : JSON.parse(stored)
}

const hashOf = ({ memberId }: Erasure) => requestHash({ erase: memberId })

/**
 * Erases a member: what is personal goes, points lapse, orders that nobody packs yet are cancelled, sessions end, and
 * Customer.io is told by opaque id. Ids, ledger and codes stay. One operation. Throws a 404 Problem when the member is
 * gone already.
 */
export async function eraseMember(
  tx: Tx,
  program: Program,
  erasure: Erasure,
): Promise<Operated<Erased['answer']> & { ended: string[] }> {
  const { memberId, clientOpId, requestId, by, source = 'erasure', at } = erasure
  const before = await findErasure(tx, erasure)
  if (before) return { isNew: false, answer: before, ended: [] }
  const open = await openAccount(tx, program, memberId, at).catch(orProblem)
  if (open instanceof Problem) {
    // The same may have been done just now, while this one waited for the lock.
    const stored = await findErasure(tx, erasure)
    if (stored) return { isNew: false, answer: stored, ended: [] }
    throw open
  }
  const { email } = await lockMember(tx, memberId)
  const orders = await cancelOrdersOfLeaver(tx, memberId, at)
  const closing = {
    name: 'member_erased',
    facts: { by, orders_cancelled: orders },
    source,
    requestId,
    clientOpId,
    by: by.startsWith(OPERATOR) ? by.slice(OPERATOR.length) : null,
  }
  const operation = { brandId: tx.brandId, memberId, hash: hashOf(erasure), answer: JSON.stringify(ANSWER) }
  await closeAccount(tx, open, closing, actionId =>
    clientOpId === null ? null : operationRow({ ...operation, clientOpId, actionId }),
  )
  const { ended } = await clearTraces(tx, { id: memberId, email, erasedAt: at }, at)
  await eraseProfile(tx, memberId, at)
  await tellErasure(tx, memberId, at)
  if (erasure.mayBeActive === false) return { isNew: true, answer: ANSWER, ended }
  await enqueue(
    tx,
    'sweep_erased_member',
    { member_id: memberId },
    { runAt: new Date(Date.now() + SWEEP_AFTER_MS) },
  )
  return { isNew: true, answer: ANSWER, ended }
}

function orProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  throw error
}

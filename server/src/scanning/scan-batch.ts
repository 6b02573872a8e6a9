import type pg from 'pg'
import { AccountIsDue, LOCK_MEMBERS, type MemberState, settleAccount } from '../earning/index.ts'
import { beginBrands, type Tx } from '../platform/db/database.ts'
import { statementName } from '../platform/db/pool.ts'
import { operationReused } from '../platform/errors.ts'
import { APPLY, ScanWrites } from './apply.ts'
import { type Decision, decide } from './decide.ts'
import { LOCK_CODES_AND_READ, type LoadedRow, LoadedState, loadParameters } from './load.ts'
import type { ScanRequest, Verdict } from './state.ts'

export interface ScanOutcome {
  /** The body to answer, the same bytes for a repeated operation. */
  answer: string
  /** Set when this request was decided now and not a repetition. */
  decision?: Decision & { kind: 'claimed' | 'refused' }
}

/** A request's own result: its outcome, or the Problem that it alone is refused with. */
export type ScanResult = ScanOutcome | Error

const readParameters = ({ codes, operations, members, campaigns }: ReturnType<typeof loadParameters>) => [
  codes,
  operations,
  members,
  campaigns,
]

const statement = (text: string, values: string[]) => ({ name: statementName(text) as string, text, values })

/** Decides the requests of a batch one after the other on the loaded state, and collects what they write. */
export function decideAll(
  requests: ScanRequest[],
  loaded: LoadedState,
): { results: ScanResult[]; writes: ScanWrites } {
  const writes = new ScanWrites()
  const results = requests.map((request): ScanResult => {
    try {
      const decision = decide(loaded.of(request), request)
      if (decision.kind === 'operation_reused') return operationReused()
      writes.add(decision, request, loaded)
      return decision.kind === 'repeated'
        ? { answer: decision.answer }
        : { answer: decision.answer, decision }
    } catch (error) {
      return error as Error
    }
  })
  return { results, writes }
}

/** Sends queries in one write and waits for every answer; throws the first failure. */
async function pipelined(
  client: pg.PoolClient,
  send: () => Promise<pg.QueryResult>[],
): Promise<pg.QueryResult[]> {
  const { stream } = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } })
    .connection
  stream.cork()
  const sent = send()
  stream.uncork()
  const settled = await Promise.allSettled(sent)
  return settled.map(result => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

/**
 * Runs requests of any brands as one transaction of two round trips: lock and read, decide, write and commit.
 * Throws when the transaction failed; then nothing was written, or (if only the answer to COMMIT was lost) everything
 * was, and running it again answers from the stored operations.
 */
export async function runScanBatch(client: pg.PoolClient, requests: ScanRequest[]): Promise<ScanResult[]> {
  const parameters = loadParameters(requests)
  const brandIds = [...new Set(requests.map(({ program }) => program.brand.id))]
  try {
    const [, members, rows] = await pipelined(client, () => [
      client.query(beginBrands(brandIds)),
      client.query(statement(LOCK_MEMBERS, [parameters.members])),
      client.query(statement(LOCK_CODES_AND_READ, readParameters(parameters))),
    ])
    const loaded = new LoadedState(members?.rows as MemberState[], rows?.rows as LoadedRow[])
    const { results, writes } = decideAll(requests, loaded)
    if (writes.isEmpty) await client.query('rollback')
    else {
      await pipelined(client, () => [
        client.query(statement(APPLY, writes.parameters())),
        client.query('commit'),
      ])
    }
    return results
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** The same for one request inside a transaction that does more, such as a newcomer's claim. */
export async function scanInTransaction(tx: Tx, request: ScanRequest): Promise<ScanOutcome> {
  const parameters = loadParameters([request])
  const decideNow = async () => {
    const members = await tx.raw<MemberState>(LOCK_MEMBERS, [parameters.members])
    const rows = await tx.raw<LoadedRow>(LOCK_CODES_AND_READ, readParameters(parameters))
    return decideAll([request], new LoadedState(members, rows))
  }
  let { results, writes } = await decideNow()
  if (results[0] instanceof AccountIsDue) {
    await settleAccount(tx, request.program, request.memberId, request.at)
    ;({ results, writes } = await decideNow())
  }
  const result = results[0] as ScanResult
  if (result instanceof Error) throw result
  if (!writes.isEmpty) await tx.raw(APPLY, writes.parameters())
  return result
}

/** The verdict of an outcome that was decided now; undefined for a repetition. */
export const verdictOf = ({ decision }: ScanOutcome): Verdict | undefined =>
  decision?.kind === 'claimed' ? 'claimed' : decision?.verdict

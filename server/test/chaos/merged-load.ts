import type pg from 'pg'
import { LOCK_MEMBERS, type MemberState } from '../../src/earning/index.ts'
import { beginBrands } from '../../src/platform/db/database.ts'
import { APPLY } from '../../src/scanning/apply.ts'
import { LOCK_CODES_AND_READ, type LoadedRow, LoadedState, loadParameters } from '../../src/scanning/load.ts'
import { decideAll, type ScanResult } from '../../src/scanning/scan-batch.ts'
import type { ScanRequest } from '../../src/scanning/state.ts'

/** The two statements of `load` as one: every row is read as it was before the lock on the member was waited for. */
const MERGED = `
  with locked_members as (${LOCK_MEMBERS.replaceAll('$1', '$3')}), the_rest as (${LOCK_CODES_AND_READ})
  select 'member' as kind, brand_id, id::text as key, to_json(m) as data from locked_members m
  union all
  select kind, brand_id, key, data from the_rest`

/** A planted bug: `runScanBatch` with the statements of `load` merged. Under concurrency it loses counts. */
export async function runMergedBatch(client: pg.PoolClient, requests: ScanRequest[]): Promise<ScanResult[]> {
  const { members, codes, operations, campaigns } = loadParameters(requests)
  try {
    await client.query(beginBrands([...new Set(requests.map(({ program }) => program.brand.id))]))
    const { rows } = await client.query<{ kind: string; data: unknown }>(MERGED, [
      codes,
      operations,
      members,
      campaigns,
    ])
    const locked = rows.filter(({ kind }) => kind === 'member').map(({ data }) => data as MemberState)
    const rest = rows.filter(({ kind }) => kind !== 'member') as LoadedRow[]
    const { results, writes } = decideAll(requests, new LoadedState(locked, rest))
    await client.query(APPLY, writes.parameters())
    await client.query('commit')
    return results
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

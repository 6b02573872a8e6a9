import type { WriteFragment } from '../platform/db/write-fragment.ts'
import type { Counters } from './counter.ts'

export interface CountersRow {
  brand_id: number
  member_id: string
  counters: Counters
  updated_at: Date
}

/** All counters of each member, absolute: whoever writes them has read them under the member's lock. */
export const upsertCounters: WriteFragment<CountersRow> = {
  name: 'counters',
  sql: rows => `
    insert into member_counters (brand_id, member_id, counters, updated_at)
    select * from jsonb_to_recordset(${rows})
      as r(brand_id int, member_id uuid, counters jsonb, updated_at timestamptz)
    on conflict (brand_id, member_id) do update set counters = excluded.counters, updated_at = excluded.updated_at
    returning 1`,
}

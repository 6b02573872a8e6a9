import type { Platform } from '../../platform/platform.ts'

/** A row as it is read: `cursor` says where the next page begins and is not shown. */
export type ExportRow = { cursor: string } & Record<string, unknown>

/** One list of the export. */
export interface Section {
  name: string
  /** The tables whose rows about a member it shows. */
  tables: string[]
  /**
   * Given brand, member, cursor (null at the beginning) and limit as $1 to $4: rows after the cursor, in its order, found
   * by an index that begins with the member.
   */
  sql: string
  /** What is shown of a row, where that is not the row. */
  show?(row: ExportRow, platform: Platform): Record<string, unknown>
}

const FIRST_ID = `'00000000-0000-0000-0000-000000000000'`

/** A list in the order of its ids. */
export const byId = (columns: string, from: string, where = '') => `
  select t.id::text as cursor, ${columns} from ${from} t
  where t.brand_id = $1 and t.member_id = $2 and t.id > (select coalesce($3::uuid, ${FIRST_ID})) ${where}
  order by t.id limit $4`

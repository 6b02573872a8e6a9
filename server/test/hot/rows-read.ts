import pg from 'pg'
import type { Recorded } from './record-statements.ts'

interface PlanNode {
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Relation Name'?: string
  Plans?: PlanNode[]
}

/** So many rows of tables this node and those below it have looked at. */
function readBy(node: PlanNode): number {
  const below = (node.Plans ?? []).reduce((sum, inner) => sum + readBy(inner), 0)
  if (node['Relation Name'] === undefined) return below
  return below + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
}

/** A value as the driver would have sent it. */
function literalOf(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  return pg.escapeLiteral(textOf(value))
}

function textOf(value: unknown): string {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return `{${value.map(elementOf).join(',')}}`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const elementOf = (value: unknown): string => {
  if (value === null || value === undefined) return 'null'
  return Array.isArray(value) ? textOf(value) : JSON.stringify(textOf(value))
}

/**
 * How many rows of tables each statement looks at that only reads, done again with its values as the application does
 * it: its role, its policies, prepared, and planned as a connection of `pool` plans.
 */
export async function rowsOfEach(
  { admin, pool }: { admin: pg.Client; pool: pg.Pool },
  brandId: number,
  statements: Recorded[],
): Promise<number[]> {
  if (statements.length === 0) return []
  const { rows: planning } = await pool.query(
    `select name, setting from pg_settings where name like 'enable\\_%' or name = 'plan_cache_mode'`,
  )
  const settings = planning.map(({ name, setting }) => `set local ${name} = ${setting}`).join('; ')
  await admin.query('begin')
  try {
    await admin.query(`${settings}; set local role synergy_app; set local app.brand_ids = '${brandId}'`)
    const rows: number[] = []
    for (const { text, values } of statements) {
      const given = values.map(literalOf).join(', ')
      await admin.query(`prepare asked as ${text}`)
      const explained = await admin.query(
        `explain (analyze, timing off, format json) execute asked${given ? `(${given})` : ''}`,
      )
      rows.push(readBy(explained.rows[0]['QUERY PLAN'][0].Plan as PlanNode))
      await admin.query('deallocate asked')
    }
    return rows
  } finally {
    await admin.query('rollback')
  }
}

/** The same of all of them together. */
export const countRowsRead = async (...asked: Parameters<typeof rowsOfEach>): Promise<number> =>
  (await rowsOfEach(...asked)).reduce((sum, rows) => sum + rows, 0)

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

/**
 * How many rows of tables statements look at that only read, done again with their values as the application does them:
 * its role, its policies, prepared, and planned as a connection of `pool` plans.
 */
export async function countRowsRead(
  { admin, pool }: { admin: pg.Client; pool: pg.Pool },
  brandId: number,
  statements: Recorded[],
): Promise<number> {
  const { rows: planning } = await pool.query(
    `select name, setting from pg_settings where name like 'enable\\_%' or name = 'plan_cache_mode'`,
  )
  await admin.query('begin')
  try {
    for (const { name, setting } of planning) await admin.query(`set local ${name} = ${setting}`)
    await admin.query(`set local role synergy_app; set local app.brand_ids = '${brandId}'`)
    let rows = 0
    for (const { text, values } of statements) {
      const given = values.map(value => pg.escapeLiteral(String(value))).join(', ')
      await admin.query(`prepare asked as ${text}`)
      const explained = await admin.query(
        `explain (analyze, format json) execute asked${given ? `(${given})` : ''}`,
      )
      rows += readBy(explained.rows[0]['QUERY PLAN'][0].Plan as PlanNode)
      await admin.query('deallocate asked')
    }
    return rows
  } finally {
    await admin.query('rollback')
  }
}

import type pg from 'pg'
import type { Recorded } from './record-statements.ts'

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  'Recheck Cond'?: string
  Filter?: string
  Plans?: PlanNode[]
}

export interface SlowRead {
  table: string
  how: string
  text: string
}

/** Tables (and partitions) whose reading as a whole would be felt. */
export async function readBigTables(admin: pg.Client, rows: number): Promise<Set<string>> {
  const { rows: found } = await admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and reltuples >= $1`,
    [rows],
  )
  return new Set(found.map(({ name }) => name))
}

const columnsOf = (condition: string) =>
  [...condition.matchAll(/\((?:\w+\.)?(\w+) (?:=|<|>|IS)|ROW\((\w+)/g)].map(
    ([, column, first]) => column ?? first,
  )

/** They hold what waits and nothing else: short, however long the table is. */
const WHAT_WAITS = new Set(['insight_webhooks_received', 'mail_queue_waiting'])

/** How a node reads a big table as a whole, or a whole brand of it; undefined when it does not. */
function slownessOf(node: PlanNode): string | undefined {
  if (node['Node Type'] === 'Seq Scan') return 'as a whole'
  if (!/^(Index|Index Only|Bitmap Heap) Scan$/.test(node['Node Type'])) return undefined
  // Not known to be harmless, so no index is searched for it: what stands before a page is read and thrown away.
  if (/\bid [<>]=? (COALESCE|uuid_floor)\(/.test(node.Filter ?? '')) return 'from the beginning of a list'
  if (WHAT_WAITS.has(node['Index Name'] ?? '')) return undefined
  const columns = columnsOf(node['Index Cond'] ?? node['Recheck Cond'] ?? '')
  if (columns.some(column => column !== 'brand_id')) return undefined
  return columns.length === 0 ? 'by an index as a whole' : 'brand by brand'
}

function findSlowReads(node: PlanNode, big: Set<string>): { table: string; how: string }[] {
  const below = (node.Plans ?? []).flatMap(inner => findSlowReads(inner, big))
  const table = node['Relation Name']
  if (table === undefined || !big.has(table)) return below
  const how = slownessOf(node)
  return how === undefined ? below : [{ table, how }, ...below]
}

interface Explain {
  brandId: number
  big: Set<string>
  /** Done before, and taken back: planted bugs. */
  damage?: string
}

/** Plans statements as the application does (its role, its policies, a generic plan) and answers the slow reads. */
export async function explainAll(
  admin: pg.Client,
  statements: Recorded[],
  { brandId, big, damage }: Explain,
): Promise<SlowRead[]> {
  const found: SlowRead[] = []
  await admin.query('begin')
  try {
    if (damage) await admin.query(damage)
    await admin.query(`set local role synergy_app; set local app.brand_ids = '${brandId}'`)
    for (const { pool, text } of statements) {
      // The pool of the scans plans without sequential scans where it can.
      await admin.query(`set local enable_seqscan = ${pool === 'synergy scans' ? 'off' : 'on'}`)
      const { rows } = await admin.query(`explain (generic_plan, format json) ${text}`)
      const plan = rows[0]['QUERY PLAN'][0].Plan as PlanNode
      found.push(...findSlowReads(plan, big).map(read => ({ ...read, text })))
    }
  } finally {
    await admin.query('rollback')
  }
  return found
}

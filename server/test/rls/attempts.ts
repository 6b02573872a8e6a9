import type pg from 'pg'
import type { Table } from './catalogue.ts'
import { type BrandRows, insertOf } from './generate-rows.ts'

/** What a connection of the application says about whom it works for, and what it may see then. */
export interface BrandContext {
  name: string
  /** `app.brand_ids`; undefined leaves it unset. */
  setting: string | undefined
  visible: number[]
  /** Only nonsense may end in an error. */
  isNonsense: boolean
}

type Command = 'select' | 'insert' | 'update' | 'delete'

/** Something that row-level security let happen, or that it should have let happen. */
export interface Violation {
  table: string
  command: Command
  context: string
  what: string
}

interface Attempt {
  rows: Record<string, unknown>[]
  error: string | undefined
}

const FOREIGN_KEY_VIOLATION = '23503'
const UNIQUE_VIOLATION = '23505'
const INSUFFICIENT_PRIVILEGE = '42501'

/** Runs one statement in a context and takes it back. */
async function attempt(
  app: pg.Client,
  { setting }: BrandContext,
  text: string,
  values: unknown[] = [],
): Promise<Attempt> {
  await app.query('begin')
  try {
    if (setting !== undefined) await app.query(`select set_config('app.brand_ids', $1, true)`, [setting])
    return { rows: (await app.query(text, values)).rows, error: undefined }
  } catch (error) {
    return { rows: [], error: (error as { code: string }).code }
  } finally {
    await app.query('rollback')
  }
}

interface Proof {
  app: pg.Client
  rows: BrandRows
  brandIds: number[]
}

/** Tries every command on every table in every context, as the application's role. Answers what went wrong. */
export async function proveIsolation(
  proof: Proof,
  tables: Table[],
  contexts: BrandContext[],
): Promise<Violation[]> {
  const found: Violation[] = []
  for (const table of tables) {
    for (const context of contexts) {
      const tell = (command: Command, what: string | undefined) => {
        if (what) found.push({ table: table.name, command, context: context.name, what })
      }
      tell('select', await trySelect(proof, table, context))
      tell('update', await tryUpdate(proof, table, context))
      tell('delete', await tryDelete(proof, table, context))
      tell('insert', await tryInsert(proof, table, context))
    }
  }
  return found
}

/** What is wrong with the brands whose rows were touched; undefined when they are exactly the visible ones. */
function judge({ rows, error }: Attempt, { visible, isNonsense }: BrandContext): string | undefined {
  if (error) return isNonsense ? undefined : `failed with ${error}`
  const touched = new Set(rows.map(row => row.brand as number))
  const foreign = [...touched].filter(id => !visible.includes(id))
  if (foreign.length > 0) return `reached rows of brands ${foreign}`
  const missed = visible.filter(id => !touched.has(id))
  return missed.length > 0 ? `did not reach its own rows of brands ${missed}` : undefined
}

async function trySelect({ app }: Proof, table: Table, context: BrandContext) {
  const text = `select "${table.brandColumn}" as brand from "${table.name}"`
  return judge(await attempt(app, context, text), context)
}

async function tryUpdate({ app, brandIds }: Proof, table: Table, context: BrandContext) {
  const brand = `"${table.brandColumn}"`
  const column = `"${table.columns.findLast(({ isIdentity }) => !isIdentity)?.name}"`
  const text = `update "${table.name}" set ${column} = ${column} returning ${brand} as brand`
  const wrong = judge(await attempt(app, context, text), context)
  if (wrong || table.name === 'brands' || context.visible.length === 0) return wrong
  const foreign = brandIds.find(id => !context.visible.includes(id))
  const move = `update "${table.name}" set ${brand} = $1`
  const { error } = await attempt(app, context, move, [foreign])
  return error === INSUFFICIENT_PRIVILEGE
    ? undefined
    : `gave its rows to brand ${foreign} (${error ?? 'done'})`
}

async function tryDelete({ app, brandIds }: Proof, table: Table, context: BrandContext) {
  const foreign = brandIds.filter(id => !context.visible.includes(id))
  const text = `delete from "${table.name}" where "${table.brandColumn}" = any($1) returning "${table.brandColumn}" as brand`
  const wrong = judge(await attempt(app, context, text, [foreign]), { ...context, visible: [] })
  if (wrong || context.visible.length === 0) return wrong
  const own = await attempt(app, context, text, [context.visible])
  // A row that is referred to cannot go; that it was found is enough.
  return own.error === FOREIGN_KEY_VIOLATION ? undefined : judge(own, context)
}

async function tryInsert({ app, rows, brandIds }: Proof, table: Table, context: BrandContext) {
  for (const brandId of brandIds) {
    const isOwn = context.visible.includes(brandId)
    // A brand's own row in `brands` exists: another cannot be inserted by its number.
    if (isOwn && table.name === 'brands') continue
    const { error } = await attempt(app, context, ...insertOf(table, rows.fresh(table, brandId)))
    // Policies are asked before keys: a row whose key is taken was let in.
    if (isOwn && error && error !== UNIQUE_VIOLATION)
      return `could not insert its own row of brand ${brandId} (${error})`
    if (!isOwn && !error) return `inserted a row of brand ${brandId}`
    if (!isOwn && !context.isNonsense && error !== INSUFFICIENT_PRIVILEGE)
      return `was refused a row of brand ${brandId} for another reason (${error})`
  }
  return undefined
}

import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Column, Reference, Table } from './catalogue.ts'

export type Row = Record<string, unknown>

/** What no rule of the catalogue tells. */
const FIXED: Record<string, unknown> = {
  'batches.pin_digits': 4,
  'brands.currency_code': 'USD',
  'brands.time_zone': 'UTC',
  'mail_queue.template': 'sign_in',
  'members.birth_month': 1,
  'timed_multipliers.basis_points': 20_000,
}

let lastNumber = 0

function exampleOf(type: string): unknown {
  if (type === 'uuid') return randomUUID()
  if (type === 'text') return `t${randomBytes(6).toString('hex')}`
  if (type === 'text[]') return []
  if (type === 'bytea') return randomBytes(16)
  if (type === 'jsonb') return '{}'
  if (type === 'boolean') return false
  if (type.startsWith('timestamp')) return new Date()
  if (type === 'numeric') return 1
  if (['smallint', 'integer', 'bigint'].includes(type)) return ++lastNumber
  throw new Error(`No value is known for the type ${type}: teach it to generate-rows`)
}

/** An id that belongs into the table: a partition takes the ids of its month, the default one those of none. */
function idOf({ idFloor, isPartition, name }: Table): unknown {
  const tail = randomUUID().slice(14)
  if (idFloor) return `${idFloor.slice(0, 14)}${tail}`
  if (isPartition) return `00000000-0000-${tail}`
  if (name === 'actions' || name === 'outbox')
    return `${Date.now()
      .toString(16)
      .padStart(12, '0')
      .replace(/^(.{8})/, '$1-')}-7${randomUUID().slice(15)}`
  return randomUUID()
}

/** Rows of every table and brand: at least one of each, so that no proof is about an empty table. */
export class BrandRows {
  readonly #tables: Table[]
  readonly #rows = new Map<string, Row>()

  constructor(tables: Table[]) {
    this.#tables = inOrderOfReference(tables.filter(table => table.brandColumn))
  }

  get tables(): Table[] {
    return this.#tables
  }

  of(table: string, brandId: number): Row {
    const row = this.#rows.get(`${table}/${brandId}`)
    if (!row) throw new Error(`Brand ${brandId} has no row in ${table}`)
    return row
  }

  /** Fills every table with a row of this brand; `admin` sees past brands. Answers the brand's id. */
  async fill(admin: pg.Client): Promise<number> {
    const brands = this.#tables.find(table => table.name === 'brands') as Table
    const brand = await insert(admin, brands, this.fresh(brands, 0))
    const brandId = brand.id as number
    this.#rows.set(`brands/${brandId}`, brand)
    for (const table of this.#tables) {
      if (table.name === 'brands') continue
      const row = await insert(admin, table, this.fresh(table, brandId))
      this.#rows.set(`${table.name}/${brandId}`, row)
    }
    return brandId
  }

  /** A row that the table would take as this brand's: references lead to rows of the brand, everything else is new. */
  fresh(table: Table, brandId: number): Row {
    const row: Row = {}
    for (const column of table.columns) {
      if (column.isIdentity || (column.hasDefault && !table.allowed.has(column.name))) continue
      row[column.name] = this.#value(table, column)
    }
    for (const reference of table.references) Object.assign(row, this.refer(reference, brandId))
    if (table.name !== 'brands') row[table.brandColumn as string] = brandId
    return row
  }

  /** The columns of a reference, set to the row that this brand has there. A row does not refer to its own table. */
  refer(reference: Reference, brandId: number): Row {
    const target = this.#rows.get(`${reference.target}/${brandId}`)
    return Object.fromEntries(
      reference.columns.map((column, i) => [column, target?.[reference.targetColumns[i] as string] ?? null]),
    )
  }

  #value(table: Table, column: Column): unknown {
    const fixed = FIXED[`${table.name}.${column.name}`]
    if (fixed !== undefined) return fixed
    const allowed = table.allowed.get(column.name)
    if (allowed !== undefined) return allowed
    if (column.name === 'id') return idOf(table)
    return exampleOf(column.type)
  }
}

/** The statement that inserts a row. */
export function insertOf(table: Table, row: Row): [string, unknown[]] {
  const names = Object.keys(row)
  const columns = names.map(name => `"${name}"`).join(', ')
  const places = names.map((_, i) => `$${i + 1}`).join(', ')
  return [`insert into "${table.name}" (${columns}) values (${places})`, Object.values(row)]
}

async function insert(admin: pg.Client, table: Table, row: Row): Promise<Row> {
  const [text, values] = insertOf(table, row)
  return (await admin.query(`${text} returning *`, values)).rows[0]
}

function inOrderOfReference(tables: Table[]): Table[] {
  const ordered: Table[] = []
  const waiting = new Set(tables)
  while (waiting.size > 0) {
    const ready = [...waiting].filter(table =>
      table.references.every(
        ({ target }) => target === table.name || ![...waiting].some(other => other.name === target),
      ),
    )
    if (ready.length === 0) throw new Error('References go round in a circle')
    for (const table of ready) waiting.delete(table)
    ordered.push(...ready)
  }
  return ordered
}

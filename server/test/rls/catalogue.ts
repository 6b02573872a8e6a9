import type pg from 'pg'

export interface Column {
  name: string
  type: string
  isNullable: boolean
  /** Made by the database when it is not given. */
  hasDefault: boolean
  isIdentity: boolean
}

export interface Reference {
  constraint: string
  columns: string[]
  target: string
  targetColumns: string[]
}

export interface Table {
  name: string
  columns: Column[]
  /** What says whose a row is; undefined for a table that is no brand's. */
  brandColumn: string | undefined
  references: Reference[]
  /** The values that a CHECK lists, by column. */
  allowed: Map<string, string>
  /** The smallest id of a partition; undefined for a table that is none, or the default one. */
  idFloor: string | undefined
  isPartition: boolean
}

const TABLES = `
  select c.oid::int as oid, c.relname as name, c.relispartition as is_partition,
    substring(pg_get_expr(c.relpartbound, c.oid) from $$FROM \\('([^']+)'\\)$$) as id_floor
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`

const COLUMNS = `
  select attrelid::int as oid, attname as name, format_type(atttypid, null) as type, not attnotnull as "isNullable",
    atthasdef as "hasDefault", attidentity <> '' as "isIdentity"
  from pg_attribute where attnum > 0 and not attisdropped and attrelid = any($1::oid[]) order by attrelid, attnum`

const COLUMN_NAMES = (relation: string, key: string) => `
  (select array_agg(a.attname::text order by k.i) from unnest(${key}) with ordinality k(num, i)
   join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.num)`

const REFERENCES = `
  select conrelid::int as oid, conname as "constraint", confrelid::regclass::text as target,
    ${COLUMN_NAMES('conrelid', 'conkey')} as columns, ${COLUMN_NAMES('confrelid', 'confkey')} as "targetColumns"
  from pg_constraint where contype = 'f' and conparentid = 0 and conrelid = any($1::oid[])`

const CHECKS = `
  select conrelid::int as oid, (${COLUMN_NAMES('conrelid', 'conkey')})[1] as column,
    substring(pg_get_constraintdef(oid) from $$(?:ARRAY\\[|= )'([^']+)'::$$) as value
  from pg_constraint where contype = 'c' and conrelid = any($1::oid[])`

function brandColumnOf(name: string, columns: Column[]): string | undefined {
  if (name === 'brands') return 'id'
  return columns.find(column => column.name === 'brand_id')?.name
}

/** Every table and partition of the product as the database itself knows them. */
export async function readCatalogue(admin: pg.Client): Promise<Table[]> {
  const { rows: tables } = await admin.query(TABLES)
  const oids = tables.map(table => table.oid)
  const [columns, references, checks] = [
    (await admin.query(COLUMNS, [oids])).rows,
    (await admin.query(REFERENCES, [oids])).rows,
    (await admin.query(CHECKS, [oids])).rows,
  ]
  const of = <T extends { oid: number }>(rows: T[], oid: number) => rows.filter(row => row.oid === oid)
  return tables.map(({ oid, name, is_partition, id_floor }) => ({
    name,
    columns: of(columns, oid),
    brandColumn: brandColumnOf(name, of(columns, oid)),
    references: of(references, oid),
    allowed: new Map(
      of(checks, oid)
        .filter(check => check.value !== null)
        .map(check => [check.column, check.value]),
    ),
    idFloor: id_floor ?? undefined,
    isPartition: is_partition,
  }))
}

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { cloneDatabase, testRoles } from './database.ts'
import { type BrandContext, proveIsolation } from './rls/attempts.ts'
import { readCatalogue, type Table } from './rls/catalogue.ts'
import { BrandRows, insertOf } from './rls/generate-rows.ts'

const WITHOUT_BRAND = ['installation', 'schema_migrations', 'worker_pools']
const SECURITY_DEFINER = [
  'brands_with_active_members',
  'brands_with_due_accounts',
  'brands_with_due_work',
  'brands_with_webhooks',
  'drop_settled_outbox_month',
  'enqueue',
  'enqueue_for',
  'ensure_partitions',
  'insight_ages',
  'list_brands',
  'mail_depth',
  'outbox_by_brand',
  'outbox_depth',
  'resolve_host',
  'resolve_slug',
  'sessions_revoked_since',
]

let database: Awaited<ReturnType<typeof cloneDatabase>>
let admin: pg.Client
let app: pg.Client
let tables: Table[]
let rows: BrandRows
let [own, second, foreign]: number[] = []

before(async () => {
  database = await cloneDatabase()
  admin = new pg.Client({ connectionString: database.url })
  app = new pg.Client({ connectionString: testRoles(database.name).app })
  await Promise.all([admin.connect(), app.connect()])
  tables = await readCatalogue(admin)
  rows = new BrandRows(tables)
  ;[own, second, foreign] = [await rows.fill(admin), await rows.fill(admin), await rows.fill(admin)]
})
after(async () => {
  await Promise.all([admin.end(), app.end()])
  await database.drop()
})

const names = async (text: string, values: unknown[] = []) =>
  (await admin.query<{ name: string }>(text, values)).rows.map(row => row.name)

function contexts(): BrandContext[] {
  const a = own as number
  const b = second as number
  const meaningful = (name: string, setting: string | undefined, visible: number[]) => ({
    name,
    setting,
    visible,
    isNonsense: false,
  })
  const nonsense = (setting: string) => ({ name: setting, setting, visible: [], isNonsense: true })
  return [
    meaningful('no setting', undefined, []),
    meaningful('one brand', `${a}`, [a]),
    meaningful('two brands', `${a},${b}`, [a, b]),
    meaningful('empty', '', []),
    meaningful('a brand that does not exist', '2147483647', []),
    ...['abc', '1;2', `${a};${foreign}`, `${a} or true`, '{1}', ','].map(nonsense),
  ]
}

const prove = (only: Table[] = rows.tables) =>
  proveIsolation({ app, rows, brandIds: [own, second, foreign] as number[] }, only, contexts())

describe('what the application may do at all', () => {
  test('every table is a brand’s, but for a closed list that the application cannot touch', async () => {
    const others = tables.filter(table => !table.brandColumn).map(table => table.name)
    assert.deepEqual(others, WITHOUT_BRAND)
    const elsewhere = await names(
      `select distinct nspname as name from pg_class c join pg_namespace n on n.oid = relnamespace
       where relkind in ('r', 'p', 'v', 'm', 'f') and nspname <> 'public' and nspname not like 'pg\\_%'
         and nspname <> 'information_schema'`,
    )
    assert.deepEqual(elsewhere, ['graphile_worker'])
    const reached = await names(
      `select c.oid::regclass::text as name from pg_class c
       where (c.relnamespace = 'graphile_worker'::regnamespace or c.relname = any($1))
         and relkind in ('r', 'p', 'v', 'm') and has_schema_privilege('synergy_app', relnamespace, 'usage')
         and has_table_privilege('synergy_app', c.oid, 'select, insert, update, delete')`,
      [WITHOUT_BRAND],
    )
    assert.deepEqual(reached, [])
  })

  test('no view shows rows past the policies', async () => {
    const views = await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')`,
    )
    assert.deepEqual(views, [])
  })

  test('every table of a brand has row-level security on, and forced on its owner as well', async () => {
    const loose = await names(
      `select relname as name from pg_class where relname = any($1) and not (relrowsecurity and relforcerowsecurity)`,
      [rows.tables.map(table => table.name)],
    )
    assert.deepEqual(loose, [])
    assert.ok(rows.tables.length > 30, `${rows.tables.length} tables and partitions`)
    assert.ok(rows.tables.filter(table => table.isPartition).length >= 10)
  })

  test('the role owns nothing, is in no other role, and can neither bypass the policies nor truncate', async () => {
    const { rows: roles } = await admin.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'synergy_app'`,
    )
    assert.deepEqual(roles, [
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
    ])
    const owned = `select relname::text as name from pg_class where relowner = 'synergy_app'::regrole
      union all select proname from pg_proc where proowner = 'synergy_app'::regrole
      union all select nspname from pg_namespace where nspowner = 'synergy_app'::regrole`
    assert.deepEqual(await names(owned), [])
    const joined = `select rolname as name from pg_roles
      where rolname <> 'synergy_app' and pg_has_role('synergy_app', oid, 'member')`
    assert.deepEqual(await names(joined), [])
    const truncated = `select relname as name from pg_class where relnamespace = 'public'::regnamespace
      and relkind in ('r', 'p') and has_table_privilege('synergy_app', oid, 'truncate, references, trigger')`
    assert.deepEqual(await names(truncated), [])
  })
})

describe('functions that look past one brand', () => {
  test('are a closed list, owned by a role that cannot log in, and closed to everybody else', async () => {
    const { rows: functions } = await admin.query(
      `select proname as name, r.rolname as owner, r.rolcanlogin as can_log_in, r.rolsuper or r.rolbypassrls as powerful,
         coalesce(array_to_string(proconfig, ',') like 'search_path=%', false) as has_search_path,
         has_function_privilege('public', p.oid, 'execute') as is_public
       from pg_proc p join pg_namespace n on n.oid = pronamespace join pg_roles r on r.oid = proowner
       where prosecdef and nspname not like 'pg\\_%' and nspname <> 'information_schema' order by 1`,
    )
    const closed = { owner: 'synergy_system', can_log_in: false, powerful: false }
    assert.deepEqual(
      functions,
      SECURITY_DEFINER.map(name => ({ name, ...closed, has_search_path: true, is_public: false })),
    )
  })

  test('enqueue takes the brand from the setting, whatever the caller says', async () => {
    await app.query('begin')
    await app.query(`select set_config('app.brand_ids', $1, true)`, [String(own)])
    await app.query(`select enqueue('send_mail', $1::json)`, [JSON.stringify({ brand_id: foreign })])
    await app.query('commit')
    const { rows: jobs } = await admin.query(
      `select payload from graphile_worker._private_jobs order by id desc limit 1`,
    )
    assert.deepEqual(jobs[0].payload, { brand_id: own })
    for (const setting of ['', `${own},${foreign}`]) {
      await app.query('begin')
      await app.query(`select set_config('app.brand_ids', $1, true)`, [setting])
      await assert.rejects(app.query(`select enqueue('send_mail', '{}')`), { code: '22P02' })
      await app.query('rollback')
    }
  })
})

describe('enqueue_for', () => {
  test('takes jobs of the brands that are set, and of no other', async () => {
    const ask = (brand: number | undefined) =>
      app.query(`select enqueue_for($1, 'send_mail', '{}', null)`, [brand])
    await app.query('begin')
    await app.query(`select set_config('app.brand_ids', $1, true)`, [`${own},${second}`])
    await ask(second)
    await app.query('commit')
    const { rows: jobs } = await admin.query(
      `select payload from graphile_worker._private_jobs order by id desc limit 1`,
    )
    assert.deepEqual(jobs[0].payload, { brand_id: second })
    for (const setting of ['', `${own},${second}`]) {
      await app.query('begin')
      await app.query(`select set_config('app.brand_ids', $1, true)`, [setting])
      await assert.rejects(ask(foreign), { code: '42501' })
      await app.query('rollback')
    }
  })
})

describe('with every right there is, the policies alone', () => {
  before(async () => {
    const list = rows.tables.map(table => `"${table.name}"`).join(', ')
    await admin.query(`grant select, insert, update, delete on ${list} to synergy_app`)
  })

  test('keep every table and partition to the brands that are set, for every command', async () => {
    assert.deepEqual(await prove(), [])
  })

  for (const bug of [
    { name: 'USING (true)', change: 'using (true)', breaks: ['delete', 'select', 'update'] },
    { name: 'WITH CHECK (true)', change: 'with check (true)', breaks: ['insert', 'update'] },
  ]) {
    test(`planted bug: ${bug.name} on one table is found, and only there`, async () => {
      const policies = await admin.query(
        `select qual, with_check from pg_policies where tablename = 'addresses' and policyname = 'brand_isolation'`,
      )
      const { qual, with_check } = policies.rows[0]
      await admin.query(`alter policy brand_isolation on addresses ${bug.change}`)
      try {
        const found = await prove()
        assert.deepEqual([...new Set(found.map(({ command }) => command))].sort(), bug.breaks)
        assert.deepEqual([...new Set(found.map(({ table }) => table))], ['addresses'])
      } finally {
        await admin.query(
          `alter policy brand_isolation on addresses using (${qual}) with check (${with_check})`,
        )
      }
    })
  }

  test('planted bug: a partition without its own policy is found', async () => {
    const partition = rows.tables.find(table => table.name === 'outbox_default') as Table
    await admin.query('alter table outbox_default no force row level security, disable row level security')
    try {
      const found = await prove([partition])
      assert.ok(found.some(({ command }) => command === 'select'))
    } finally {
      await admin.query('alter table outbox_default enable row level security, force row level security')
    }
  })
})

describe('a reference', () => {
  test('always carries the brand, so one across brands cannot be written', async () => {
    let tried = 0
    for (const table of rows.tables) {
      for (const reference of table.references) {
        if (reference.target === 'brands') continue
        const label = `${table.name}.${reference.constraint}`
        assert.ok(reference.columns.includes('brand_id'), `${label} names the brand`)
        const across = {
          ...rows.fresh(table, own as number),
          ...rows.refer(reference, foreign as number),
          brand_id: own,
        }
        if (table.name === reference.target)
          Object.assign(across, referToItself(reference.columns, rows.of(table.name, foreign as number)))
        // Its own rows are about to go: only the reference that is tried may lead nowhere.
        for (const other of table.references) {
          if (other.target === table.name && other !== reference)
            Object.assign(across, referToNothing(other.columns))
        }
        await admin.query('begin')
        // What is there already must not be what refuses it.
        await admin.query(`set local session_replication_role = replica`)
        await admin.query(`delete from "${table.name}" where "${table.brandColumn}" = $1`, [own])
        await admin.query(`set local session_replication_role = origin`)
        const violation = { code: '23503', constraint: reference.constraint }
        await assert.rejects(admin.query(...insertOf(table, across)), violation, label)
        await admin.query('rollback')
        tried++
      }
    }
    assert.ok(tried >= 15, `${tried} references tried`)
  })
})

const referToNothing = (columns: string[]) =>
  Object.fromEntries(columns.filter(name => name !== 'brand_id').map(name => [name, null]))

const referToItself = (columns: string[], target: Record<string, unknown>) =>
  Object.fromEntries(columns.filter(name => name !== 'brand_id').map(name => [name, target.id]))

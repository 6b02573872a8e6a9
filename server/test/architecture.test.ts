import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, test } from 'node:test'
import { committedTypes, generateTypes } from '../scripts/generate-types.ts'
import { cloneDatabase } from './database.ts'

const ROOT = join(import.meta.dirname, '../..')
const SERVER = join(ROOT, 'server/src')

/** A folder imports only from those before it. The table of contents (app, tasks, main) comes last. */
const ORDER = [
  'platform',
  'tenancy',
  'activity',
  'mail',
  'members',
  'identity',
  'operators',
  'counters',
  'points',
  'catalogue',
  'ranks',
  'achievements',
  'campaigns',
  'earning',
  'rewards',
  'goals',
  'referrals',
  'scanning',
  'customerio',
  'personalization',
  'analytics',
  'privacy',
  'imports',
  'storefront',
  'demo',
  'cli',
]

/** Who writes a table. `scanning/apply` needs no exception: it composes what each owner exports. */
const OWNERS: Record<string, string> = {
  brands: 'tenancy',
  brand_domains: 'tenancy',
  brand_settings: 'tenancy',
  brand_credentials: 'tenancy',
  actions: 'activity',
  operations: 'activity',
  outbox: 'activity',
  outbox_lanes: 'customerio',
  outbox_pace: 'customerio',
  outbox_people: 'customerio',
  power_thresholds: 'customerio',
  members: 'members',
  addresses: 'members',
  member_consents: 'members',
  sessions: 'identity',
  sign_in_tokens: 'identity',
  email_changes: 'identity',
  mail_pace: 'mail',
  mail_queue: 'mail',
  products: 'catalogue',
  ledger_entries: 'points',
  point_lots: 'points',
  point_holds: 'points',
  timed_multipliers: 'points',
  member_counters: 'counters',
  rank_ladders: 'ranks',
  achievements: 'achievements',
  achievement_versions: 'achievements',
  member_achievements: 'achievements',
  campaigns: 'campaigns',
  campaign_versions: 'campaigns',
  campaign_usage: 'campaigns',
  campaign_awards: 'campaigns',
  runs: 'activity',
  operators: 'operators',
  operator_sessions: 'operators',
  audit_entries: 'operators',
  batches: 'scanning',
  codes: 'scanning',
  code_attempts: 'scanning',
  claims: 'scanning',
  batch_changes: 'scanning',
  sealed_codes: 'scanning',
  recalls: 'scanning',
  disputes: 'scanning',
  orders: 'rewards',
  wishlist_items: 'goals',
  goals: 'goals',
  order_events: 'rewards',
  rewards: 'rewards',
  reward_versions: 'rewards',
  reward_stock: 'rewards',
  reward_changes: 'rewards',
  reward_vouchers: 'rewards',
  member_imports: 'imports',
  member_import_chunks: 'imports',
  referrals: 'referrals',
  member_traits: 'referrals',
  insight_webhooks: 'customerio',
  insights: 'customerio',
  insight_requests: 'customerio',
  report_counts: 'customerio',
  personalization_responses: 'personalization',
  worker_pools: 'platform',
  schema_migrations: 'platform',
}

/** Writes of a table by another than its owner, each with its reason. */
const EXCEPTIONS: Record<string, string> = {
  'customerio: outbox': 'activity writes what happened; how it ended is the sender’s to say',
  'tenancy: outbox_lanes': 'the lanes of a brand are made with it, in one transaction',
}

interface Source {
  /** From the repository's root. */
  path: string
  text: string
}

const read = (patterns: string[]): Source[] =>
  globSync(patterns, { cwd: ROOT, exclude: ['**/node_modules/**', '**/dist/**'] })
    .sort()
    .map(path => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))

const sources = read(['server/src/**/*.ts'])
const production = sources.filter(({ path }) => !/\.test\.ts$|\/test\//.test(path))

const folderOf = (path: string) => relative(SERVER, path).split('/')[0] as string

/** What a file imports of its own code, from the repository's root. */
function importsOf({ path, text }: Source): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, target]) =>
    join(path, '..', target as string),
  )
}

describe('imports', () => {
  /** What is wrong with the imports of these files. */
  function wrongImports(files: Source[]): string[] {
    return files.flatMap(file => {
      const from = folderOf(join(ROOT, file.path))
      return importsOf(file).flatMap(target => {
        const to = folderOf(join(ROOT, target))
        if (from === to || !ORDER.includes(from)) return []
        const said = `${file.path} imports ${target}`
        if (!ORDER.includes(to) || ORDER.indexOf(to) > ORDER.indexOf(from))
          return [`${said}: against the direction`]
        const isDoor = to === 'platform' || target === `server/src/${to}/index.ts`
        return isDoor ? [] : [`${said}: past its door`]
      })
    })
  }

  test('go one way, and from another folder only through its index.ts', () => {
    assert.deepEqual(wrongImports(production), [])
    assert.ok(production.length > 100)
  })

  test('of a folder that has no place in the order are found', () => {
    const folders = new Set(production.map(({ path }) => folderOf(join(ROOT, path))))
    const unknown = [...folders].filter(folder => !folder.endsWith('.ts') && !ORDER.includes(folder))
    assert.deepEqual(unknown, [])
  })

  test('planted bugs: against the direction, and past a door', () => {
    const upward = { path: 'server/src/members/x.ts', text: `import { a } from '../scanning/index.ts'` }
    const past = { path: 'server/src/scanning/x.ts', text: `import { a } from '../members/member.ts'` }
    assert.equal(wrongImports([upward, past]).length, 2)
  })

  test('never lead from the app or the simulator into the server', () => {
    const found = read(['pwa/{src,build}/**/*.{ts,tsx}', 'pwa/*.ts', 'simulator/**/*.ts'])
      .flatMap(file => importsOf(file).map(target => ({ file: file.path, target })))
      .filter(({ target }) => target.startsWith('server/'))
    assert.deepEqual(found, [])
  })

  test('of the server never lead to the simulator or the app', () => {
    const found = production
      .flatMap(file => importsOf(file))
      .filter(target => /^(simulator|pwa|bench)\//.test(target))
    assert.deepEqual(found, [])
  })
})

test('the environment is read in one file', () => {
  const readers = production.filter(({ text }) => /process\.env\b/.test(text)).map(({ path }) => path)
  assert.deepEqual(readers, ['server/src/platform/config.ts'])
})

describe('a table is written by its owner alone', () => {
  const WRITE =
    /\b(?:insert into|update|delete from)\s+(?:only\s+)?"?([a-z_]+)"?|\b(?:insertInto|updateTable|deleteFrom)\('([a-z_]+)/g

  function wrongWrites(files: Source[]): string[] {
    const found = files.flatMap(({ path, text }) =>
      [...text.matchAll(WRITE)].map(([, inSql, inKysely]) => {
        const table = (inSql ?? inKysely) as string
        return { table, folder: folderOf(join(ROOT, path)), path }
      }),
    )
    return found
      .filter(({ table, folder }) => table in OWNERS && OWNERS[table] !== folder)
      .filter(({ table, folder }) => !EXCEPTIONS[`${folder}: ${table}`])
      .map(({ table, path }) => `${path} writes ${table}, which is ${OWNERS[table]}’s`)
  }

  test('but for exceptions with a reason', () => {
    assert.deepEqual(wrongWrites(production), [])
    for (const exception of Object.keys(EXCEPTIONS)) {
      const [folder, table] = exception.split(': ') as [string, string]
      const uses = production.filter(({ path }) => folderOf(join(ROOT, path)) === folder)
      assert.ok(
        uses.some(({ text }) => [...text.matchAll(WRITE)].some(([, a, b]) => (a ?? b) === table)),
        `${exception} is still needed`,
      )
    }
  })

  test('and every table has an owner', () => {
    const tables = read(['server/migrations/*.sql']).flatMap(({ text }) =>
      [...text.matchAll(/create table (?:if not exists )?(\w+)/g)].map(([, table]) => table as string),
    )
    const dropped = read(['server/migrations/*.sql']).flatMap(({ text }) =>
      [...text.matchAll(/drop table (\w+)/g)].map(([, table]) => table as string),
    )
    assert.deepEqual(
      tables.filter(table => !(table in OWNERS) && !dropped.includes(table)),
      [],
    )
    assert.ok(tables.length > 20)
  })

  test('planted bug: another folder’s write is found', () => {
    const text = "tx.run(sql.updateTable('members').set({}))"
    assert.equal(wrongWrites([{ path: 'server/src/scanning/x.ts', text }]).length, 1)
  })
})

test('no file is longer than can be read in one sitting', () => {
  const long = read(['{server,simulator,pwa,scripts,client,bench}/**/*.{ts,tsx,mjs}'])
    .filter(({ path }) => !/generated|\.d\.ts$/.test(path))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
    .filter(({ lines }) => lines > 350)
  assert.deepEqual(long, [])
})

test('the table types are what the migrations make', async () => {
  const database = await cloneDatabase()
  try {
    assert.equal(generateTypes(database.url), committedTypes(), 'types.generated.ts is stale')
  } finally {
    await database.drop()
  }
})

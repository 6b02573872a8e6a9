import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import pg from 'pg'
import { settleDueAccounts } from '../../src/earning/index.ts'
import type { Role } from '../../src/operators/index.ts'
import type { TaskTable } from '../../src/platform/jobs.ts'
import { tasks } from '../../src/tasks.ts'
import type { Brand, CreateBrandInput, Settings } from '../../src/tenancy/index.ts'
import { ledgerFaults } from '../invariants.ts'
import { openWorld, type World } from '../world.ts'
import { addPastScans } from './past-scans.ts'

export interface Customer {
  id: string
  token: string
}

export interface Reply {
  status: number
  headers: Record<string, unknown>
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers
  body: any
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH'

/** A brand of its own on a real server, with its operators, its members and their accounts. */
export interface Desk {
  world: World
  brand: Brand
  /** Past row-level security. */
  admin: pg.Client
  /** Sets the clock. It only goes ahead, from one test of a file to the next as well: ids ascend within a process. */
  go(iso: string): void
  /** Lets so many hours pass. */
  pass(hours: number): void
  member(options?: { consent?: boolean }): Promise<Customer>
  codes(count: number, sku?: string): Promise<string[]>
  /** Scans a new pack, or the one named; answers 200 or fails. */
  scan(
    member: Customer,
    options?: { code?: string; sku?: string; operation?: string },
  ): Promise<Reply['body']>
  /** An operator's request, an owner's unless told otherwise. */
  ask(method: Method, path: string, payload?: object, role?: Role): Promise<Reply>
  /** The same, which must be answered with 2xx. */
  do(method: Method, path: string, payload?: object): Promise<Reply['body']>
  settings(patch: Partial<Settings>): Promise<void>
  /** Returns a pack. */
  giveBack(code: string, becomes?: 'claimable' | 'void', operation?: string): Promise<Reply>
  adjust(member: Customer, points: number, more?: object): Promise<Reply>
  /** Settles what is due by now; answers how many accounts. */
  settle(): Promise<number>
  /** Does the runs that wait to their end, as a worker would, and answers the last one as operators see it. */
  finishRuns(): Promise<Reply['body']>
  /** One slice-taking job of a run. */
  advance(runId: string): Promise<void>
  account(member: Customer): Promise<Account>
  entries(member: Customer): Promise<Entry[]>
  /** Rows, past row-level security. */
  rows<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>
  /** Names of the events that wait for a member, oldest first. */
  events(member: Customer): Promise<string[]>
  /** So many scans of 10 points before today, as if they had been made one a minute; their packs are in the database too. */
  addPastScans(member: Customer, count: number): Promise<void>
  /** A hash of each table's rows of the brand: equal where nothing was changed. */
  fingerprint(): Promise<Record<string, string>>
  /** Fails when anything is wrong with the books. */
  checkBooks(): Promise<void>
}

export interface Account {
  balance: number
  owed: number
  held: number
  lifetime: number
  offset: number
  rank: string
  scans: number
  unlocked: string[]
  due: string | null
}

export interface Entry {
  seq: number
  amount: number
  owed: number
  lifetime: number
  reason: string
  source: string
}

/** A Tuesday, at noon. */
let latest = '2031-03-04T12:00:00.000Z'

/** Opens a desk on a new world, or on one that there is; closed with the world. */
export async function openDesk(
  t: TestContext | undefined,
  options: Partial<CreateBrandInput> & { world?: World; at?: string } = {},
): Promise<Desk> {
  const { world = await openWorld(t), at = latest, ...input } = options
  const admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
  const close = world.close
  world.close = async () => {
    await admin.end()
    await close()
  }
  const go = (iso: string) => {
    if (iso < latest) throw new Error(`${iso} is over`)
    latest = iso
    world.time.now = new Date(iso)
  }
  go(at)
  const slug = `desk-${randomUUID().slice(0, 8)}`
  const brand = await world.addBrand({ slug, ...input })
  return deskOf(world, brand, admin, go)
}

function deskOf(world: World, brand: Brand, admin: pg.Client, go: Desk['go']): Desk {
  const rows: Desk['rows'] = async (text, values = []) => (await admin.query(text, values)).rows
  const people = operatorsOf(world, brand)
  const ask: Desk['ask'] = async (method, path, payload, role = 'owner') =>
    reply(world, method, `/api/admin/${path}`, await people(role), payload)
  const must: Desk['do'] = async (...request) => {
    const { status, text, body } = await ask(...request)
    assert.ok(status < 300, `${request.slice(0, 2).join(' ')}: ${status} ${text}`)
    return body
  }
  const codes: Desk['codes'] = async (count, sku = 'TEN') =>
    (await world.addCodes(count, { brand, sku })).codes
  return {
    world,
    brand,
    admin,
    go,
    pass: hours => go(new Date(world.time.now.getTime() + hours * 3_600_000).toISOString()),
    rows,
    ask,
    do: must,
    codes,
    // With the ladder as it is by now.
    member: async (options = {}) =>
      world.addMember({ brand: await world.app.brands.byId(brand.id), ...options }),
    async scan({ token }, { code, sku, operation = randomUUID() } = {}) {
      const payload = { code: code ?? (await codes(1, sku))[0], client_op_id: operation }
      const { status, text, body } = await reply(
        world,
        'POST',
        '/api/scans',
        world.headers({ brand, token }),
        payload,
      )
      assert.equal(status, 200, text)
      return body
    },
    async settings(patch) {
      await must('PUT', 'settings', { settings: patch })
    },
    giveBack: (code, code_becomes = 'claimable', client_op_id = randomUUID()) =>
      ask('POST', 'returns', { client_op_id, code, code_becomes, reason: 'Came back to the shop' }),
    adjust: ({ id }, points, more = {}) =>
      ask('POST', `members/${id}/adjustments`, {
        client_op_id: randomUUID(),
        points,
        reason: 'An apology',
        ...more,
      }),
    settle: async () => (await settleDueAccounts(world.platform, brand.id)).settled,
    advance: runId => advanceRun(world, brand, runId),
    async finishRuns() {
      const waiting = await rows<{ id: string }>(
        `select id from runs where brand_id = $1 and state in ('waiting', 'running') order by id`,
        [brand.id],
      )
      for (const { id } of waiting) await advanceRun(world, brand, id)
      return must('GET', `runs/${waiting.at(-1)?.id}`)
    },
    account: member => readAccount(rows, member),
    entries: ({ id }) =>
      rows<Entry & Record<string, unknown>>(
        `select seq::int, amount::int, owed_amount::int as owed, lifetime_amount::int as lifetime, reason, source
         from ledger_entries where member_id = $1 order by seq`,
        [id],
      ),
    events: async ({ id }) =>
      (await rows<{ name: string }>('select name from outbox where member_id = $1 order by id', [id])).map(
        ({ name }) => name,
      ),
    addPastScans: (member, count) => addPastScans(rows, { brand, member, count, before: world.time.now }),
    fingerprint: () => fingerprintOf(rows, brand),
    async checkBooks() {
      assert.deepEqual(await ledgerFaults(admin), [])
    },
  }
}

async function reply(
  { app }: World,
  method: Method,
  url: string,
  headers: Record<string, string>,
  payload?: object,
): Promise<Reply> {
  const answer = await app.server.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  const text = answer.body
  const { headers: sent } = answer
  return {
    status: answer.statusCode,
    headers: sent,
    text,
    body: text.startsWith('{') ? JSON.parse(text) : text,
  }
}

const SHIFT_MS = 10 * 60_000

/** Operators sign in anew when a shift is over. */
function operatorsOf(world: World, brand: Brand) {
  const shifts = new Map<Role, { since: number; headers: Record<string, string> }>()
  return async (role: Role) => {
    const now = world.time.now.getTime()
    const known = shifts.get(role)
    if (known && now - known.since < SHIFT_MS) return known.headers
    const { headers } = await world.addOperator({ brand, role })
    shifts.set(role, { since: now, headers })
    return headers
  }
}

async function advanceRun({ platform }: World, brand: Brand, id: string): Promise<void> {
  const advance = (tasks as TaskTable).advance_run
  await advance?.(platform, { run_id: id } as never, { brandId: brand.id, jobId: '' })
}

/** What signing in and reading leave behind is not what is asked about. */
const BESIDE = ['operator_sessions', 'operators', 'sessions']

async function fingerprintOf(rows: Desk['rows'], { id }: Brand): Promise<Record<string, string>> {
  const tables = await rows<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'brand_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     order by 1`,
  )
  const hashes: Record<string, string> = {}
  for (const { name } of tables.filter(({ name }) => !BESIDE.includes(name))) {
    const [row] = await rows<{ hash: string }>(
      `select md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as hash from ${name} t where brand_id = $1`,
      [id],
    )
    hashes[name] = row?.hash ?? ''
  }
  return hashes
}

async function readAccount(rows: Desk['rows'], { id }: Customer): Promise<Account> {
  const [row] = await rows<Account & Record<string, unknown>>(
    `select points_balance::int as balance, points_owed::int as owed, points_held::int as held,
       lifetime_points::int as lifetime, rank_offset::int as offset, rank_key as rank, scan_count as scans,
       array(select a.key from member_achievements u join achievements a on a.id = u.achievement_id
         where u.member_id = m.id order by a.key) as unlocked,
       to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as due
     from members m where id = $1`,
    [id],
  )
  assert.ok(row)
  return row
}

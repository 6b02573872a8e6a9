import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { SECTIONS } from '../src/privacy/export/sections.ts'
import { type Operation, operationsOf } from './operations.ts'
import { CODE_OPERATIONS } from './statements/code-operations.ts'
import { CONSOLE_OPERATIONS } from './statements/console-operations.ts'
import { askOnce, type Counted, countOperation, type Sent } from './statements/count-operation.ts'
import { GROWN, NOT_GROWN } from './statements/grow-history.ts'
import { INSIGHT_OPERATIONS } from './statements/insight-operations.ts'
import { MEMBER_OPERATIONS } from './statements/member-operations.ts'
import { OPERATOR_OPERATIONS } from './statements/operator-operations.ts'
import { OUTBOX_OPERATIONS } from './statements/outbox-operations.ts'
import { openStage, type Stage } from './statements/stage.ts'

const COUNTED: Record<string, Counted> = {
  ...MEMBER_OPERATIONS,
  ...OPERATOR_OPERATIONS,
  ...CONSOLE_OPERATIONS,
  ...CODE_OPERATIONS,
  ...OUTBOX_OPERATIONS,
  ...INSIGHT_OPERATIONS,
}

/** What has no number, for a reason. */
const NOT_COUNTED: Record<string, string> = {
  'GET /api/stream': 'stays open, and is told what happens without asking',
  'GET /api/me/export': 'gives all that there is, in pages of 500 rows; held below',
}

/** A page of 500 orders, each with its moves and its voucher; or of 500 scans among all that one did. */
const PAGE_ROWS_MOST = 2_000
/** Leeway for what the operations themselves leave behind, such as a campaign more. */
const ROWS_MORE = 10

let stage: Stage
let operations: Map<string, Operation>
const few = new Map<string, Sent[]>()
const many = new Map<string, Sent[]>()

async function countAll(into: Map<string, Sent[]>) {
  for (const [name, counted] of Object.entries(COUNTED)) {
    const operation = operations.get(name)
    assert.ok(operation, `${name} is no operation any more`)
    into.set(name, await countOperation(stage, operation, counted))
  }
}

before(
  async () => {
    stage = await openStage()
    operations = new Map(operationsOf(stage.desk.world).map(one => [`${one.method} ${one.path}`, one]))
    // What these leave behind is the small history, and what grows.
    for (const [name, counted] of Object.entries(COUNTED)) {
      const operation = operations.get(name)
      if (operation) await askOnce(stage, operation, counted)
    }
    await stage.desk.rows('analyze')
    await countAll(few)
    await stage.grow()
    await countAll(many)
  },
  // Each operation is asked three times, on a machine that does other things as well.
  { timeout: 600_000 },
)
after(() => stage.desk.world.close())

const rowsOf = (sent: Sent[]) => sent.reduce((sum, { rows }) => sum + rows, 0)
const told = (sent: Sent[]) => sent.map(({ text, rows }) => `${rows}  ${text.slice(0, 600)}`).join('\n')

describe('each operation', () => {
  test('is counted', () => {
    const known = [...Object.keys(COUNTED), ...Object.keys(NOT_COUNTED)]
    assert.deepEqual(known.sort(), [...operations.keys()].sort())
  })

  test('sends as many statements as the table says, after 300 of everything as after a few', () => {
    const wrong = Object.entries(COUNTED).flatMap(([name, { statements }]) => {
      const [before, after] = [few.get(name) as Sent[], many.get(name) as Sent[]]
      if (before.length === statements && after.length === statements) return []
      return [
        `${name}: ${before.length}, then ${after.length} instead of ${statements}\n${told(before)}\nTHEN\n${told(after)}`,
      ]
    })
    assert.deepEqual(wrong, [], wrong.join('\n\n'))
  })

  test('reads no more rows, but for what has a bound of its own', () => {
    const wrong = Object.entries(COUNTED).flatMap(([name, { readsMore }]) => {
      const [before, after] = [rowsOf(few.get(name) as Sent[]), rowsOf(many.get(name) as Sent[])]
      const most = readsMore?.rows ?? before + ROWS_MORE
      return after <= most
        ? []
        : [`${name}: ${before} rows, then ${after}\n${told(many.get(name) as Sent[])}`]
    })
    assert.deepEqual(wrong, [], wrong.join('\n\n'))
  })
})

test('every table of a brand grows, or it is said why not', async () => {
  const tables = await stage.desk.rows<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'brand_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
  )
  const known = [...Object.keys(GROWN), ...Object.keys(NOT_GROWN)]
  assert.deepEqual(known.sort(), tables.map(({ name }) => name).sort())
})

describe('what is asked of a long history', () => {
  const count = (name: string, more?: () => Promise<unknown>) =>
    countOperation(stage, operations.get(name) as Operation, COUNTED[name] ?? { statements: 0 }, more)

  test('planted bug: one statement for each order is found, by its number and by the rows', async () => {
    const { desk, me } = stage
    const orders = await desk.rows<{ id: string }>('select id from orders where member_id = $1 limit 50', [
      me.id,
    ])
    assert.equal(orders.length, 50)
    const oneByOne = () =>
      desk.world.platform.db.transaction(desk.brand.id, async tx => {
        for (const { id } of orders) {
          await tx.raw('select state from orders where brand_id = $1 and id = $2', [desk.brand.id, id])
        }
      })
    const sent = await count('GET /api/orders', oneByOne)
    assert.equal(sent.length, (COUNTED['GET /api/orders'] as Counted).statements + orders.length)
    assert.ok(rowsOf(sent) > rowsOf(few.get('GET /api/orders') as Sent[]) + ROWS_MORE)
  })

  test('planted bug: one statement that reads all entries is found by the rows', async () => {
    const { desk, me } = stage
    const values = [desk.brand.id, me.id]
    const text = 'select sum(amount) from ledger_entries where brand_id = $1 and member_id = $2'
    const sent = await count('GET /api/points', () =>
      desk.world.platform.db.transaction(desk.brand.id, tx => tx.raw(text, values)),
    )
    assert.ok(rowsOf(sent) > 300)
  })

  test('the export reads a list page by page, and never again what it has given', async () => {
    const sent = await count('GET /api/me/export')
    assert.ok(sent.length > SECTIONS.length + 5, 'some lists have several pages')
    const twice = sent.filter(({ rows }) => rows > PAGE_ROWS_MOST)
    assert.deepEqual(twice, [], told(twice))
  })
})

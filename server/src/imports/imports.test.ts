import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { ledgerFaults } from '../../test/invariants.ts'
import { openWorld, type World } from '../../test/world.ts'
import { runTasks } from '../activity/index.ts'
import { confirmMember } from '../members/index.ts'
import { importRuns, importTasks } from './index.ts'

let world: World
let admin: pg.Client
let headers: Record<string, string>

before(async () => {
  world = await openWorld()
  admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
  headers = (await world.addOperator()).headers
})
after(async () => {
  await admin.end()
  await world.close()
})

const HEADER =
  'email,first_name,last_name,points,lifetime_points,joined_on,marketing_consent,consented_on,external_id'
const many = async (text: string, values: unknown[] = []) => (await admin.query(text, values)).rows
const one = async (text: string, values: unknown[] = []) => (await many(text, values))[0]

async function upload(content: string | Buffer, query: object = {}, as = headers) {
  const search = new URLSearchParams({ client_op_id: randomUUID(), ...query } as Record<string, string>)
  const answer = await world.app.server.inject({
    method: 'POST',
    url: `/api/admin/member-imports?${search}`,
    headers: { ...as, 'content-type': 'text/csv' },
    payload: content,
  })
  return { status: answer.statusCode, body: answer.json(), text: answer.body }
}

/** Does a run to its end, as a worker would. */
async function work(runId: string) {
  const job = { brandId: world.brand.id, jobId: '1' }
  await runTasks(importRuns).advance_run?.(world.platform, { run_id: runId } as never, job)
  return one('select state, done, total, result, failure from runs where id = $1', [runId])
}

async function imported(content: string, query: object = {}) {
  const { status, body, text } = await upload(content, query)
  assert.equal(status, 202, text)
  return { ...body, run: await work(body.run_id) }
}

const undo = async (importId: string) => {
  const answer = await world.app.server.inject({
    method: 'POST',
    url: `/api/admin/member-imports/${importId}/undo`,
    headers,
    payload: { client_op_id: randomUUID(), reason: 'The wrong file' },
  })
  return { status: answer.statusCode, body: answer.json() }
}

describe('an import', () => {
  test('makes members with what they have: balance, rank, consent, and a day of joining', async () => {
    const file = `${HEADER}\nzoe@move.example,Zoë 🌿,${'x'.repeat(40)},1000,16000,2021-03-01,yes,2022-01-02,C-1\nann@move.example,,,,,,,,\n`
    const { run, import_id } = await imported(file)
    assert.deepEqual([run.state, Number(run.done), Number(run.total)], ['done', 2, 2])
    assert.deepEqual(
      [run.result.new_members, run.result.existing, run.result.points, run.result.rejected],
      [2, 0, 1000, 0],
    )
    const zoe = await one('select * from members where email = $1', ['zoe@move.example'])
    assert.deepEqual(
      [zoe.first_name, zoe.state, zoe.rank_key, zoe.ranks_rewarded, zoe.external_id, zoe.imported_by],
      ['Zoë 🌿', 'unconfirmed', 'gold', ['bronze', 'silver', 'gold'], 'C-1', import_id],
    )
    assert.deepEqual([Number(zoe.points_balance), Number(zoe.lifetime_points)], [1000, 16000])
    assert.equal(zoe.created_at.toISOString(), '2021-03-01T05:00:00.000Z', 'by the brand’s clock')
    assert.deepEqual(
      (
        await many(
          'select amount, lifetime_amount, reason, source from ledger_entries where member_id = $1 order by seq',
          [zoe.id],
        )
      ).map(({ amount, lifetime_amount, reason, source }) => [
        Number(amount),
        Number(lifetime_amount),
        reason,
        source,
      ]),
      [
        [16000, 16000, 'adjustment', `import:${import_id}`],
        [-15000, 0, 'adjustment', `import:${import_id}`],
      ],
    )
    const consent = await one('select kind, granted, source, at from member_consents where member_id = $1', [
      zoe.id,
    ])
    assert.deepEqual([consent.kind, consent.granted, consent.source], ['marketing', true, 'import'])
    assert.equal(consent.at.toISOString(), '2022-01-02T05:00:00.000Z')
    assert.deepEqual(await ledgerFaults(admin), [])
    assert.deepEqual(await many('select 1 from member_import_chunks'), [], 'nothing of the file is left')
    assert.deepEqual(await many('select 1 from outbox where member_id = $1', [zoe.id]), [], 'nobody is told')
  })

  test('says in a dry run who is new, who is a member and which lines are rejected, and changes nothing', async () => {
    const member = await world.addMember()
    const file = `email,points\n${member.email},5\nnew@dry.example,7\nnobody,1\nother@dry.example,x\n`
    const before = await one('select count(*) from members')
    const { run } = await imported(file, { dry_run: 'true' })
    assert.deepEqual(run.result, {
      dry_run: true,
      new_members: 1,
      existing: 1,
      points: 7,
      rejected: 2,
      rejects: [
        { line: 4, field: 'email', message: 'is not an e-mail address' },
        { line: 5, field: 'points', message: 'must be a whole number from 0 to 1000000000' },
      ],
      columns_read: ['email', 'points'],
      columns_ignored: [],
    })
    assert.deepEqual(await one('select count(*) from members'), before)
    assert.deepEqual(await many('select 1 from member_import_chunks'), [])
  })

  test('leaves members as they are, and the same file again changes nothing', async () => {
    const file = 'email,points,first_name\nagain@move.example,50,Ann\n'
    await imported(file)
    const { run } = await imported(file.replace('Ann', 'Other'))
    assert.deepEqual([run.result.new_members, run.result.existing], [0, 1])
    const row = await one('select first_name, points_balance from members where email = $1', [
      'again@move.example',
    ])
    assert.deepEqual([row.first_name, Number(row.points_balance)], ['Ann', 50])
  })

  test('is one operation: the same again answers the same run, another file is refused', async () => {
    const operation = { client_op_id: randomUUID() }
    const first = await upload('email\nonce@move.example\n', operation)
    const again = await upload('email\nonce@move.example\n', operation)
    assert.deepEqual([again.status, again.text], [first.status, first.text])
    const other = await upload('email\nother@move.example\n', operation)
    assert.deepEqual([other.status, other.body.code], [409, 'operation_reused'])
    await work(first.body.run_id)
  })

  test('of a file that cannot be read imports not one line, and can be sent again as it should be', async () => {
    const operation = { client_op_id: randomUUID() }
    const rows = Array.from({ length: 500 }, (_, i) => `latin${i}@move.example,Ann`).join('\n')
    const bad = Buffer.from(`email,first_name\n${rows}\nlast@move.example,Zo\u00eb\n`, 'latin1')
    const refused = await upload(bad, operation)
    assert.deepEqual([refused.status, refused.body.code], [400, 'not_utf8'])
    assert.match(refused.body.detail, /Line 502/)
    assert.deepEqual(await many('select 1 from member_import_chunks'), [])
    assert.deepEqual(await many(`select 1 from members where email like 'latin%@move.example'`), [])
    const good = await upload(`email,first_name\n${rows}\nlast@move.example,Zo\u00eb\n`, operation)
    assert.equal(good.status, 202)
    const run = await work(good.body.run_id)
    assert.equal(run.result.new_members, 501)
  })

  test('goes on where a worker died, and makes nobody twice', async () => {
    const rows = Array.from({ length: 450 }, (_, i) => `slice${i}@move.example,10`).join('\n')
    const { body } = await upload(`email,points\n${rows}\n`)
    let slices = 0
    const dies = runTasks({
      ...importRuns,
      member_import: async (platform, tx, run) => {
        const slice = await importRuns.member_import(platform, tx, run)
        if (++slices === 2) throw new Error('killed')
        return slice
      },
    })
    const job = { brandId: world.brand.id, jobId: '1' }
    await assert.rejects(
      async () => dies.advance_run?.(world.platform, { run_id: body.run_id } as never, job),
      /killed/,
    )
    assert.equal(Number((await one(`select count(*) from members where email like 'slice%'`)).count), 200)
    const run = await work(body.run_id)
    assert.deepEqual([run.state, run.result.new_members], ['done', 450])
    assert.equal(Number((await one(`select count(*) from members where email like 'slice%'`)).count), 450)
    assert.deepEqual(await ledgerFaults(admin), [])
  })

  test('is for owners, and audited without a name', async () => {
    const { headers: support } = await world.addOperator({ role: 'support' })
    assert.equal((await upload('email\nx@move.example\n', {}, support)).status, 403)
    const { import_id } = await imported('email\naudited@move.example\n')
    const audit = await one('select action, after from audit_entries where subject = $1', [
      `import:${import_id}`,
    ])
    assert.equal(audit.action, 'members.imported')
    assert.deepEqual([audit.after.rows, audit.after.rejected], [1, 0])
    const list = await world.app.server.inject({ url: '/api/admin/member-imports', headers })
    assert.equal(list.json().items[0].id, import_id)
  })
})

describe('fields of the brand’s own', () => {
  const HEADER = 'email,custom.nickname,custom.effect,custom.news,age_confirmed_on'
  const FILE = `${HEADER}\nzoe@custom.example,Zoë 🌿,calm,yes,2024-05-31\nann@custom.example,,loud,no,\n`

  before(async () => {
    const settings = structuredClone(world.brand.settings)
    settings.profile_fields.push(
      { key: 'nickname', label: 'Nickname', kind: 'text', required: true, max: 40 },
      { key: 'effect', label: 'Effect', kind: 'choice', required: false, choices: ['calm', 'bright'] },
      { key: 'news', label: 'News', kind: 'checkbox', required: false },
    )
    const url = '/api/admin/settings'
    const payload = { settings }
    const saved = await world.app.server.inject({ method: 'PUT', url, headers, payload })
    assert.equal(saved.statusCode, 200, saved.body)
    world.app.brands.forget(world.brand.id)
  })

  test('come along, with the day on which the age was confirmed; a dry run says what is read and what is wrong', async () => {
    const dry = await imported(FILE, { dry_run: 'true' })
    assert.deepEqual(dry.run.result.columns_read, [
      'email',
      'age_confirmed_on',
      'custom.nickname',
      'custom.effect',
      'custom.news',
    ])
    assert.deepEqual(dry.run.result.rejects, [
      { line: 3, field: 'custom.effect', message: 'must be one of calm, bright' },
    ])
    const { import_id } = await imported(FILE)
    const zoe = await one('select * from members where email = $1', ['zoe@custom.example'])
    assert.deepEqual(zoe.custom, { nickname: 'Zoë 🌿', effect: 'calm', news: true })
    assert.equal(zoe.age_confirmed_at.toISOString(), '2024-05-31T04:00:00.000Z')
    const consents = await many(
      'select kind, granted, source, at from member_consents where member_id = $1',
      [zoe.id],
    )
    assert.deepEqual(consents, [{ kind: 'age', granted: true, source: 'import', at: zoe.age_confirmed_at }])
    await work((await undo(import_id)).body.run_id)
    const gone = await one('select state, custom from members where id = $1', [zoe.id])
    assert.deepEqual(gone, { state: 'erased', custom: {} }, 'and go with the import')
  })

  test('that the brand has not refuse the file by name', async () => {
    const { status, body } = await upload('email,custom.shoe\na@custom.example,9\n')
    assert.deepEqual([status, body.errors[0].field], [400, 'custom.shoe'])
  })
})

describe('what waits of files', () => {
  const stop = (runId: string) =>
    world.app.server.inject({ method: 'POST', url: `/api/admin/runs/${runId}/cancel`, headers, payload: {} })

  test('is at most three files of a brand, and nothing of one that was stopped', async () => {
    const waiting = await Promise.all([1, 2, 3].map(i => upload(`email\nwaits${i}@move.example\n`)))
    assert.deepEqual(
      waiting.map(({ status }) => status),
      [202, 202, 202],
    )
    const refused = await upload('email\nfourth@move.example\n')
    assert.deepEqual([refused.status, refused.body.code], [409, 'too_many_imports'])
    for (const { body } of waiting.slice(1)) {
      const stopped = await stop(body.run_id)
      assert.ok(stopped.statusCode < 300, stopped.body)
    }
    await imported('email\nfourth@move.example\n')
    const left = await many('select distinct import_id as id from member_import_chunks')
    assert.deepEqual(left, [{ id: waiting[0]?.body.import_id }], 'what was stopped is not kept')
    await work(waiting[0]?.body.run_id)
  })

  test('of one that was stopped goes at night as well', async () => {
    const { body } = await upload('email\nstopped@move.example\n')
    await stop(body.run_id)
    const job = { brandId: world.brand.id, jobId: '1' }
    await importTasks.drop_import_leftovers(world.platform, {}, job)
    assert.deepEqual(await many('select 1 from member_import_chunks'), [])
  })
})

describe('taking an import back', () => {
  test('removes those to whom nothing has happened since, and keeps the others', async () => {
    const { import_id } = await imported(
      'email,points\nquiet@undo.example,100\nbusy@undo.example,200\nadjusted@undo.example,300\n',
    )
    const busy = await one('select id, brand_id from members where email = $1', ['busy@undo.example'])
    await world.platform.db.transaction(busy.brand_id, tx => confirmMember(tx, busy.id))
    const adjusted = await one('select id from members where email = $1', ['adjusted@undo.example'])
    const adjustment = { client_op_id: randomUUID(), points: 5, reason: 'A late scan' }
    const url = `/api/admin/members/${adjusted.id}/adjustments`
    assert.equal(
      (await world.app.server.inject({ method: 'POST', url, headers, payload: adjustment })).statusCode,
      200,
    )

    const started = await undo(import_id)
    assert.equal(started.status, 202)
    assert.deepEqual((await undo(import_id)).body, started.body, 'once')
    const run = await work(started.body.run_id)
    assert.deepEqual(run.result, { removed: 1, kept: 2 })
    assert.deepEqual(await many('select 1 from members where email = $1', ['quiet@undo.example']), [])
    const gone = await one(
      `select m.state, m.points_balance, e.source from members m join ledger_entries e on e.member_id = m.id
       where m.imported_by = $1 and m.state = 'erased' order by e.seq desc limit 1`,
      [import_id],
    )
    assert.deepEqual(
      [gone.state, Number(gone.points_balance), gone.source],
      ['erased', 0, `import_undo:${import_id}`],
    )
    assert.deepEqual(await ledgerFaults(admin), [])
    const again = await imported('email,points\nquiet@undo.example,40\n')
    assert.equal(again.run.result.new_members, 1, 'whoever was removed can come again')
  })

  test('is refused for a dry run, for one that goes on, and for none', async () => {
    const dry = await imported('email\ndry@undo.example\n', { dry_run: 'true' })
    assert.deepEqual((await undo(dry.import_id)).body.code, 'import_not_done')
    const waiting = await upload('email\nwaiting@undo.example\n')
    assert.deepEqual((await undo(waiting.body.import_id)).body.code, 'import_not_done')
    await work(waiting.body.run_id)
    assert.equal((await undo(randomUUID())).status, 404)
  })
})

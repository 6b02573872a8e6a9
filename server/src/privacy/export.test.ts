import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { recordStatements } from '../../test/hot/record-statements.ts'
import { readCatalogue, type Table } from '../../test/rls/catalogue.ts'
import { BrandRows } from '../../test/rls/generate-rows.ts'
import { openWorld, type World } from '../../test/world.ts'
import { LEFT_OUT, SECTIONS } from './export/sections.ts'

let world: World
let admin: pg.Client
let catalogue: Table[]

before(async () => {
  world = await openWorld()
  admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
  catalogue = await readCatalogue(admin)
})
after(async () => {
  await admin.end()
  await world.close()
})

const ask = (token: string, host = 'localhost') =>
  world.app.server.inject({
    method: 'GET',
    url: '/api/me/export',
    headers: { host, authorization: `Bearer ${token}` },
  })

/** Tables whose rows are about a member: they say so by a reference or by a column's name. */
const aboutMembers = (tables: Table[]) =>
  tables
    .filter(({ isPartition, name }) => !isPartition && name !== 'members')
    .filter(
      ({ references, columns }) =>
        references.some(({ target }) => target === 'members') ||
        columns.some(({ name }) => name === 'member_id'),
    )
    .map(({ name }) => name)

const unaccounted = (tables: Table[]) => {
  const shown = SECTIONS.flatMap(section => section.tables)
  return aboutMembers(tables).filter(name => !shown.includes(name) && !(name in LEFT_OUT))
}

describe('every table about members', () => {
  test('is in the export, or left out for a reason', () => {
    assert.deepEqual(unaccounted(catalogue), [])
    const about = aboutMembers(catalogue)
    assert.ok(about.length > 20, `${about.length} tables`)
    const idle = [...SECTIONS.flatMap(({ tables }) => tables), ...Object.keys(LEFT_OUT)]
    assert.deepEqual(
      idle.filter(name => !about.includes(name)),
      [],
      'what is named is there',
    )
  })

  test('planted bug: a table that nobody thought of is found', async () => {
    await admin.query(
      'create table secrets (brand_id int, member_id uuid, primary key (brand_id, member_id))',
    )
    try {
      assert.deepEqual(unaccounted(await readCatalogue(admin)), ['secrets'])
    } finally {
      await admin.query('drop table secrets')
    }
  })

  test('shows its rows: each list of somebody who has one of everything has one', async () => {
    const rows = new BrandRows(catalogue)
    const brandId = await rows.fill(admin)
    const { id } = rows.of('members', brandId) as { id: string }
    await admin.query(`update actions set name = 'product_scanned', member_id = $2 where brand_id = $1`, [
      brandId,
      id,
    ])
    await admin.query('update code_attempts set member_id = $2 where brand_id = $1', [brandId, id])
    await admin.query('delete from email_changes where brand_id = $1', [brandId])
    await admin.query('update reward_vouchers set order_id = null where brand_id = $1', [brandId])
    await admin.query(
      'update rewards r set current_version = v.version from reward_versions v where v.reward_id = r.id',
    )
    await admin.query(
      'update brands b set settings_version = s.version from brand_settings s where s.brand_id = b.id and b.id = $1',
      [brandId],
    )
    const brand = await world.app.brands.byId(brandId)
    const sid = (rows.of('sessions', brandId) as { id: string }).id
    await admin.query('update sessions set revoked_at = null where brand_id = $1', [brandId])
    const token = world.app.visitors.tokens.issue({ sub: id, brand: brandId, sid })
    const answer = await ask(token, `${brand.slug}.localhost`)
    const empty = SECTIONS.filter(({ name }) => answer.json()[name].length === 0).map(({ name }) => name)
    assert.deepEqual(empty, ['email_changes'], 'a change of the e-mail is sealed, and has a test of its own')
    assert.equal(answer.json().profile.id, id)
  })
})

test('what a member did, and a wish for another e-mail, are in words', async () => {
  const member = await world.addMember()
  const { codes } = await world.addCodes(1)
  const headers = world.headers({ token: member.token })
  const post = (url: string, payload: object) =>
    world.app.server.inject({ method: 'POST', url, headers, payload })
  await post('/api/scans', { code: codes[0], client_op_id: crypto.randomUUID() })
  await post('/api/me/email', { client_op_id: crypto.randomUUID(), email: 'other@example.com' })
  const answer = await ask(member.token)
  assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8')
  assert.match(String(answer.headers['content-disposition']), /attachment; filename="acme-my-data\.json"/)
  const data = answer.json()
  assert.equal(data.profile.email, member.email)
  assert.equal(data.addresses[0].line1, '1 Main St')
  assert.deepEqual([data.scans[0].sku, data.scans[0].points], ['TEN', 100])
  assert.equal(data.ledger[0].amount, 100)
  assert.deepEqual(data.email_changes[0], {
    asked_at: data.email_changes[0].asked_at,
    state: 'waiting',
    from: member.email,
    to: 'other@example.com',
  })
  assert.deepEqual(data.mails.map(({ kind }: { kind: string }) => kind).sort(), [
    'email_confirm',
    'email_notice',
  ])
  assert.equal(data.operations.count, 1)
  assert.ok(data.history.some(({ title }: { title: string }) => title.includes('First pack scanned')))
})

test('another member’s data are in nobody else’s export', async () => {
  const [one, other] = [await world.addMember(), await world.addMember()]
  const { body } = await ask(one.token)
  assert.ok(!body.includes(other.email) && !body.includes(other.id))
})

test('ten thousand rows are read page by page, each in a transaction of its own', async () => {
  const member = await world.addMember()
  await admin.query(
    `insert into ledger_entries (brand_id, member_id, seq, amount, balance_after, reason, source, action_id, rule, created_at)
     select $1, $2, n, 1, n, 'adjustment', 'test', gen_random_uuid(), '{}', now() from generate_series(1, 10000) n`,
    [world.brand.id, member.id],
  )
  let rows = 0
  const statements = await recordStatements(async () => {
    rows = (await ask(member.token)).json().ledger.length
  })
  assert.equal(rows, 10_000)
  const ledger = statements.filter(({ text }) => text.includes('from ledger_entries'))
  assert.equal(ledger.length, 21)
})

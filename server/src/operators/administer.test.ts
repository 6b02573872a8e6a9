import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import pg from 'pg'
import { openWorld, type World } from '../../test/world.ts'
import type { Brand } from '../tenancy/index.ts'
import { addWithPassword, Console, PASSWORD, refusalOf } from './test/console.ts'
import { verifyAudit } from './verify-audit.ts'

let world: World
let admin: pg.Client
let brand: Brand
let owner: Console
let ownerId: string
let brands = 0

before(async () => {
  world = await openWorld()
  admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
})
after(async () => {
  await admin.end()
  await world.close()
})
beforeEach(async () => {
  brand = await world.addBrand({ slug: `brand-${++brands}` })
  const added = await world.addOperator({ brand, name: 'Olive Owner' })
  ownerId = added.id
  owner = consoleOf(added)
})

function consoleOf({ headers }: { headers: Record<string, string> }): Console {
  const browser = new Console(world, brand)
  browser.cookie = headers.cookie
  return browser
}

const add = (input: object = {}) =>
  owner.ask('POST', 'operators', { email: 'Sam@acme.example', name: 'Sam', role: 'support', ...input })
const auditOf = async (query = '') => (await owner.ask('GET', `audit${query}`)).body

describe('an owner', () => {
  test('adds an operator, whose password is told once and is good for choosing another', async () => {
    const { status, body } = await add()
    assert.equal(status, 201)
    assert.equal(body.operator.email, 'sam@acme.example')
    const sam = new Console(world, brand)
    const signedIn = await sam.signIn('sam@acme.example', body.password)
    assert.equal(signedIn.body.operator.password_is_temporary, true)
    assert.deepEqual(signedIn.body.permissions.includes('members.read'), true)
    assert.deepEqual(refusalOf(await add({ name: 'Another Sam' })), [409, 'email_taken'])
    const list = (await owner.ask('GET', 'operators')).body
    assert.deepEqual(
      list.items.map(({ name, role, disabled }: Record<string, unknown>) => [name, role, disabled]),
      [
        ['Olive Owner', 'owner', false],
        ['Sam', 'support', false],
      ],
    )
    assert.ok(!JSON.stringify(list).includes('argon2'))
  })

  test('reads the list by pages', async () => {
    for (const n of [1, 2, 3, 4]) await world.addOperator({ brand, name: `Operator ${n}`, role: 'analyst' })
    const names: string[] = []
    let cursor = ''
    do {
      const { body } = await owner.ask('GET', `operators?limit=2${cursor && `&cursor=${cursor}`}`)
      names.push(...body.items.map(({ name }: { name: string }) => name))
      cursor = body.next_cursor
    } while (cursor)
    assert.deepEqual(names, ['Olive Owner', 'Operator 1', 'Operator 2', 'Operator 3', 'Operator 4'])
  })

  test('changes a role, which holds from the next request on', async () => {
    const other = await world.addOperator({ brand, role: 'marketer' })
    const browser = consoleOf(other)
    assert.deepEqual(refusalOf(await browser.ask('GET', 'operators')), [403, 'not_allowed'])
    const changed = await owner.ask('PATCH', `operators/${other.id}`, { role: 'owner', name: 'Renamed' })
    assert.deepEqual([changed.body.role, changed.body.name], ['owner', 'Renamed'])
    assert.equal((await browser.ask('GET', 'operators')).status, 200)
  })

  test('disables an operator, which ends the sessions for good, and enables again', async () => {
    const other = await world.addOperator({ brand, role: 'marketer' })
    const browser = consoleOf(other)
    assert.equal((await owner.ask('PATCH', `operators/${other.id}`, { disabled: true })).body.disabled, true)
    assert.equal((await browser.ask('GET', 'auth/me')).status, 401)
    assert.equal(
      (await owner.ask('PATCH', `operators/${other.id}`, { disabled: false })).body.disabled,
      false,
    )
    assert.equal((await browser.ask('GET', 'auth/me')).status, 401, 'a session that ended stays so')
  })

  test('cannot leave the brand without an owner', async () => {
    await world.addOperator({ brand, role: 'support' })
    const own = (body: object) => owner.ask('PATCH', `operators/${ownerId}`, body)
    assert.deepEqual(refusalOf(await own({ role: 'marketer' })), [409, 'last_owner'])
    assert.deepEqual(refusalOf(await own({ disabled: true })), [409, 'last_owner'])
    assert.equal((await own({ name: 'Olive' })).status, 200)
  })

  test('changes neither their own role nor what proves who they are', async () => {
    await world.addOperator({ brand })
    const own = (body: object) => owner.ask('PATCH', `operators/${ownerId}`, body)
    assert.deepEqual(refusalOf(await own({ role: 'marketer' })), [409, 'own_account'])
    assert.deepEqual(refusalOf(await own({ disabled: true })), [409, 'own_account'])
    const reset = await owner.ask('POST', `operators/${ownerId}/password`)
    assert.deepEqual(refusalOf(reset), [409, 'own_account'])
    assert.deepEqual(refusalOf(await owner.ask('DELETE', `operators/${ownerId}/totp`)), [409, 'own_account'])
  })

  test('is left when two demote each other at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const here = await world.addBrand({ slug: `${brand.slug}-${round}` })
      const both = [await world.addOperator({ brand: here }), await world.addOperator({ brand: here })]
      const demote = (by: number, whom: number) => {
        const browser = new Console(world, here)
        browser.cookie = both[by]?.headers.cookie
        return browser.ask('PATCH', `operators/${both[whom]?.id}`, { role: 'analyst' })
      }
      const answers = await Promise.all([demote(0, 1), demote(1, 0)])
      assert.equal(answers.filter(({ status }) => status === 200).length, 1)
      const { rowCount } = await admin.query(
        `select 1 from operators where brand_id = $1 and role = 'owner' and disabled_at is null`,
        [here.id],
      )
      assert.equal(rowCount, 1)
    }
  })

  test('lets in again who forgot the password or lost the authenticator app', async () => {
    const sam = await addWithPassword(world, { email: 'sam@acme.example', role: 'support' }, brand)
    await admin.query(
      `update operators set totp_key_id = 'k', totp_sealed = '', totp_confirmed_at = now() where id = $1`,
      [sam.id],
    )
    const browser = new Console(world, brand)
    assert.equal((await browser.signIn('sam@acme.example')).body.code, 'totp_required')
    assert.equal((await owner.ask('DELETE', `operators/${sam.id}/totp`)).status, 204)
    assert.equal((await browser.signIn('sam@acme.example')).status, 200)
    const { body } = await owner.ask('POST', `operators/${sam.id}/password`)
    assert.equal((await browser.ask('GET', 'auth/me')).status, 401)
    assert.equal((await browser.signIn('sam@acme.example', PASSWORD)).status, 401)
    assert.equal((await browser.signIn('sam@acme.example', body.password)).status, 200)
  })

  test('is told which field is bad', async () => {
    const field = async (input: object) => (await add(input)).body.errors[0].field
    assert.equal(await field({ email: 'sam' }), 'email')
    assert.equal(await field({ name: ' ' }), 'name')
    assert.equal(await field({ role: 'god' }), 'role')
    assert.equal(await field({ password: 'x' }), 'password')
    const missing = await owner.ask('PATCH', 'operators/0197d2a4-5b1c-7e3f-9a80-1c2d3e4f5a6b', { name: 'X' })
    assert.deepEqual(refusalOf(missing), [404, 'not_found'])
  })
})

describe('the audit', () => {
  test('says who did what to whom, without e-mail or password', async () => {
    const { body } = await add()
    const { id } = body.operator
    await owner.ask('PATCH', `operators/${id}`, { role: 'analyst' })
    await owner.ask('POST', `operators/${id}/password`)
    const { items } = await auditOf(`?subject=operator:${id}`)
    assert.deepEqual(
      items.map(({ action }: { action: string }) => action),
      ['operator.password_reset', 'operator.changed', 'operator.added'],
    )
    const [, changed] = items
    assert.deepEqual(
      [changed.operator_id, changed.operator_name, changed.before.role, changed.after.role],
      [ownerId, 'Olive Owner', 'support', 'analyst'],
    )
    assert.match(changed.request_id, /^[0-9a-f-]{36}$/)
    assert.doesNotMatch(JSON.stringify(items), /@|argon2|[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}-/)
    assert.equal((await verifyAudit(world.platform, brand.id)).firstBad, null)
  })

  test('is read by pages, newest first, and filtered', async () => {
    for (let n = 0; n < 5; n++) await owner.ask('PATCH', `operators/${ownerId}`, { name: `Olive ${n}` })
    const seqs: number[] = []
    let cursor = ''
    do {
      const page = await auditOf(`?limit=2${cursor && `&cursor=${cursor}`}`)
      seqs.push(...page.items.map(({ seq }: { seq: number }) => seq))
      cursor = page.next_cursor
    } while (cursor)
    assert.deepEqual(seqs, [5, 4, 3, 2, 1])
    assert.equal((await auditOf('?action=operator.changed')).items.length, 5)
    assert.equal((await auditOf('?action=operator.added')).items.length, 0)
    assert.equal((await auditOf(`?operator_id=${ownerId}&limit=1`)).items.length, 1)
    assert.equal((await owner.ask('GET', 'audit?cursor=AAAA')).status, 400)
  })

  test('has nothing of what was refused', async () => {
    await owner.ask('PATCH', `operators/${ownerId}`, { role: 'analyst' })
    assert.deepEqual((await auditOf()).items, [])
  })
})

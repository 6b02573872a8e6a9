import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import pg from 'pg'
import { readCatalogue } from '../../test/rls/catalogue.ts'
import { openWorld } from '../../test/world.ts'
import { createLog } from '../platform/platform.ts'
import { Console } from './test/console.ts'
import { stepOf, totpCode } from './totp.ts'

const EMAIL = 'qanary@acme.example'
const NEXT = 'short-legged pelican'
/** The audit keeps the name for ever; an e-mail is where it can be changed. */
const MAY_HOLD_EMAIL = ['operators']

test('an operator’s e-mail, passwords, secret and cookie are in no log and no other table', async t => {
  let logged = ''
  const log = createLog(
    'trace',
    new Writable({
      write(chunk, _encoding, done) {
        logged += chunk
        done()
      },
    }),
  )
  const world = await openWorld(t, {}, log)
  const owner = new Console(world)
  owner.cookie = (await world.addOperator()).headers.cookie
  const added = await owner.ask('POST', 'operators', { email: EMAIL, name: 'Mary', role: 'support' })
  const { password, operator } = added.body

  const mary = new Console(world)
  await mary.signIn(EMAIL, 'qanary is wrong')
  await mary.signIn(EMAIL, password)
  const secrets = [password, NEXT, mary.cookie?.split('=')[1] as string]
  await mary.ask('POST', 'auth/password', { current: 'qanary is wrong', next: NEXT })
  assert.equal((await mary.ask('POST', 'auth/password', { current: password, next: NEXT })).status, 204)
  const { secret } = (await mary.ask('POST', 'auth/totp/enrol')).body
  const totp = totpCode(secret, stepOf(world.time.now))
  assert.equal((await mary.ask('POST', 'auth/totp/confirm', { totp })).status, 204)
  await mary.ask('GET', `audit?subject=${EMAIL}`)
  await mary.signIn(EMAIL, NEXT, '000000')
  await owner.ask('POST', 'operators', { email: EMAIL, name: 'Mary', role: 'support' })
  await owner.ask('PATCH', `operators/${operator.id}`, { role: 'analyst', qanary: EMAIL })
  await owner.ask('PATCH', `operators/${operator.id}`, { role: 'analyst' })

  assert.ok(logged.split('\n').length > 5, 'something was logged')
  for (const trace of [...secrets, secret, 'qanary']) assert.ok(!logged.includes(trace), `${trace} is logged`)

  const admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
  const holding = new Set<string>()
  for (const { name, isPartition } of await readCatalogue(admin)) {
    if (isPartition) continue
    const { rows } = await admin.query<{ row: string }>(`select t::text as row from "${name}" t`)
    if (rows.some(({ row }) => row.includes('qanary'))) holding.add(name)
    for (const hidden of [...secrets, secret]) {
      assert.ok(!rows.some(({ row }) => row.includes(hidden)), `${name} holds what is hidden`)
    }
  }
  await admin.end()
  assert.deepEqual([...holding], MAY_HOLD_EMAIL)
})

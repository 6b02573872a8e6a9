import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { openWorld, type World } from '../../test/world.ts'
import { runCli } from './test/run-cli.ts'

let world: World
let admin: pg.Client
const cli = (args: string[], input?: string) => runCli(world.adminUrl, args, {}, input)
const OLIVE = ['--brand', 'acme', '--email', 'olive@acme.example']

before(async () => {
  world = await openWorld()
  admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
})
after(async () => {
  await admin.end()
  await world.close()
})

const addOlive = (...more: string[]) =>
  cli(['operators', 'add', ...OLIVE, '--name', 'Olive Green', '--role', 'owner', ...more])

async function signIn(password: string) {
  const answer = await world.app.server.inject({
    method: 'POST',
    url: '/api/admin/auth/sign-in',
    headers: world.headers(),
    payload: { email: 'olive@acme.example', password },
  })
  return answer.statusCode
}

const printedPassword = (stdout: string) => /: ((?:[a-z2-9]{5}-){3}[a-z2-9]{5})$/m.exec(stdout)?.[1] as string

test('an operator’s life on the command line: added, reset, disabled, and all of it in the audit', async () => {
  const added = await addOlive()
  assert.equal(added.code, 0, added.stderr)
  assert.equal(await signIn(printedPassword(added.stdout)), 200)
  assert.match((await addOlive()).stderr, /There is an operator with this e-mail already/)

  const chosen = 'short-legged pelican'
  const reset = await cli(['operators', 'reset-password', ...OLIVE, '--password-stdin'], `${chosen}\n`)
  assert.equal(reset.code, 0, reset.stderr)
  assert.ok(!reset.stdout.includes(chosen))
  assert.deepEqual([await signIn(printedPassword(added.stdout)), await signIn(chosen)], [401, 200])

  const list = JSON.parse((await cli(['operators', 'list', '--brand', 'acme', '--json'])).stdout)
  assert.deepEqual(
    list.operators.map(({ email, role }: Record<string, string>) => [email, role]),
    [['olive@acme.example', 'owner']],
  )
  assert.match((await cli(['operators', 'disable', ...OLIVE])).stderr, /last owner/)
  await world.addOperator()
  assert.equal((await cli(['operators', 'disable', ...OLIVE])).code, 0)
  assert.equal(await signIn(chosen), 401)

  const { rows } = await admin.query('select operator_name, action from audit_entries order by seq')
  const fromHere = rows.filter(({ operator_name }) => operator_name === 'command line')
  assert.deepEqual(
    fromHere.map(({ action }) => action),
    ['operator.added', 'operator.password_reset', 'operator.changed'],
  )
})

test('what cannot be is said in a sentence, and nothing is printed that is secret', async () => {
  const weak = await cli(
    [
      'operators',
      'add',
      '--brand',
      'acme',
      '--email',
      'x@acme.example',
      '--name',
      'X',
      '--role',
      'analyst',
    ].concat('--password-stdin'),
    'password1234',
  )
  assert.equal(weak.code, 1)
  assert.match(weak.stderr, /password: is easy to guess/)
  assert.ok(!weak.stderr.includes('password1234'))
  assert.match((await addOlive('--role', 'god')).stderr, /owner, marketer, support, analyst/)
  const noAddress = ['operators', 'add', '--brand', 'acme', '--email', 'x', '--name', 'X', '--role', 'owner']
  assert.match((await cli(noAddress)).stderr, /email/)
  const nobody = await cli(['operators', 'disable', '--brand', 'acme', '--email', 'nobody@acme.example'])
  assert.match(nobody.stderr, /acme has no operator "nobody@acme.example"/)
})

test('audit verify ends with 1 and the entry that was tampered with', async () => {
  const verify = () => cli(['audit', 'verify', '--brand', 'acme', '--json'])
  const sound = await verify()
  assert.equal(sound.code, 0, sound.stderr)
  assert.equal(JSON.parse(sound.stdout).first_bad, null)
  await admin.query(`update audit_entries set operator_name = 'somebody else' where seq = 2`)
  const tampered = await verify()
  assert.deepEqual([tampered.code, JSON.parse(tampered.stdout).first_bad], [1, 2])
  const inWords = await cli(['audit', 'verify', '--brand', 'acme'])
  assert.match(inWords.stdout, /Entry 2 is not as it was written; the 1 before it are/)
})

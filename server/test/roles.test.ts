import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Access, PERMISSIONS, ROLES, type Role } from '../src/operators/index.ts'
import { type Operation, operationsOf } from './operations.ts'
import { openWorld, type World } from './world.ts'

let world: World
let operations: (Operation & { access: Access })[]
let headers: Record<Role, Record<string, string>>

before(async () => {
  world = await openWorld()
  operations = operationsOf(world)
    .filter(({ path }) => path.startsWith('/api/admin/'))
    .map(operation => ({ ...operation, access: operation.schema['x-permission'] as Access }))
  const made = ROLES.map(async role => [role, (await world.addOperator({ role })).headers] as const)
  headers = Object.fromEntries(await Promise.all(made)) as typeof headers
})
after(() => world.close())

/** Something that nobody has, with an empty body: what matters is who asks. */
async function ask({ method, path }: Operation, as: Record<string, string>) {
  const url = path.replace(/\{\w+\}/g, () => randomUUID())
  const payload = method === 'GET' ? {} : { payload: {} }
  const answer = await world.app.server.inject({ method, url, headers: as, ...payload })
  return { status: answer.statusCode, code: answer.body ? answer.json().code : undefined }
}

/** Ends the session that the others still need. */
const isSignOut = ({ path }: Operation) => path.endsWith('/sign-out')

function isLetIn(role: Role, access: Access): boolean {
  if (access === 'anybody' || access === 'signed_in') return true
  const roles: readonly Role[] = PERMISSIONS[access]
  return roles.includes(role)
}

describe('every operation of the console', () => {
  test('says in the API document whom it lets in; only signing in and out let in anybody', () => {
    assert.ok(operations.length >= 12, `${operations.length} operations`)
    const unsaid = operations.filter(
      ({ access }) => access !== 'anybody' && access !== 'signed_in' && !(access in PERMISSIONS),
    )
    assert.deepEqual(unsaid, [])
    const open = operations.filter(({ access }) => access === 'anybody').map(({ path }) => path)
    assert.deepEqual(open.sort(), ['/api/admin/auth/sign-in', '/api/admin/auth/sign-out'])
    const own = operations.filter(({ access }) => access === 'signed_in').map(({ path }) => path)
    assert.deepEqual(
      own.filter(path => !path.startsWith('/api/admin/auth/')),
      [],
      'signed_in is for one’s own account: every role has rules.read',
    )
  })

  test('that changes something asks for more than a right to read', () => {
    const loose = operations
      .filter(({ method, access }) => method !== 'GET' && access.endsWith('.read'))
      .map(({ method, path }) => `${method} ${path}`)
      // These answer what would be, and store nothing.
      .filter(name => !/\/(validate|dry-run|estimate)$/.test(name))
    assert.deepEqual(loose, [])
  })

  test('refuses who is not signed in', async () => {
    for (const operation of operations) {
      if (operation.access === 'anybody') continue
      const name = `${operation.method} ${operation.path}`
      assert.deepEqual(await ask(operation, world.headers()), { status: 401, code: 'not_signed_in' }, name)
    }
  })

  for (const role of ROLES) {
    test(`lets in the ${role} who may, and nobody else`, async () => {
      for (const operation of operations) {
        if (isSignOut(operation)) continue
        const name = `${operation.method} ${operation.path}`
        const { status, code } = await ask(operation, headers[role])
        assert.ok(status < 500, `${name} answers ${status} ${code}`)
        if (isLetIn(role, operation.access))
          assert.ok(![401, 403].includes(status), `${name} ${status} ${code}`)
        else assert.deepEqual([status, code], [403, 'not_allowed'], name)
      }
    })
  }
})

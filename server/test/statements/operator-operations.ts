import { randomUUID } from 'node:crypto'
import { addWithPassword, PASSWORD } from '../../src/operators/test/console.ts'
import { stepOf, totpCode } from '../../src/operators/totp.ts'
import type { Counted } from './count-operation.ts'
import { deepPage, type Stage } from './stage.ts'

const NEXT = 'quick brown heron'
const operator = async ({ desk }: Stage) =>
  (await desk.world.addOperator({ brand: desk.brand, role: 'support' })).id
const newEmail = () => `${randomUUID()}@operators.example`

/** A colleague with a password, signed in. */
async function colleague({ desk }: Stage) {
  const email = newEmail()
  const { id } = await addWithPassword(desk.world, { email }, desk.brand)
  await desk.rows('update operators set password_is_temporary = false where id = $1', [id])
  const headers = desk.world.headers({ brand: desk.brand })
  const url = '/api/admin/auth/sign-in'
  const payload = { email, password: PASSWORD }
  const answer = await desk.world.app.server.inject({ method: 'POST', url, headers, payload })
  const cookie = String(answer.headers['set-cookie']).split(';')[0] as string
  return { id, email, headers: { ...headers, cookie } }
}

async function enrolled(stage: Stage) {
  const { id, headers } = await colleague(stage)
  const { server } = stage.desk.world.app
  const enrolment = await server.inject({ method: 'POST', url: '/api/admin/auth/totp/enrol', headers })
  const totp = totpCode(enrolment.json().secret, stepOf(stage.desk.world.time.now))
  return { id, headers, totp }
}

async function secured(stage: Stage) {
  const { id, headers, totp } = await enrolled(stage)
  const { server } = stage.desk.world.app
  await server.inject({ method: 'POST', url: '/api/admin/auth/totp/confirm', headers, payload: { totp } })
  return { id, headers }
}

/** What operators ask about themselves and each other. */
export const OPERATOR_OPERATIONS: Record<string, Counted> = {
  'POST /api/admin/auth/sign-in': {
    statements: 8,
    ask: async stage => {
      const { email } = await colleague(stage)
      return {
        headers: stage.desk.world.headers({ brand: stage.desk.brand }),
        body: { email, password: PASSWORD },
      }
    },
  },
  'POST /api/admin/auth/sign-out': {
    statements: 1,
    ask: async stage => ({ headers: (await colleague(stage)).headers }),
  },
  'GET /api/admin/auth/me': { statements: 2 },
  'POST /api/admin/auth/password': {
    statements: 8,
    ask: async stage => ({
      headers: (await colleague(stage)).headers,
      body: { current: PASSWORD, next: NEXT },
    }),
  },
  'POST /api/admin/auth/totp/enrol': {
    statements: 3,
    ask: async stage => ({ headers: (await colleague(stage)).headers }),
  },
  'POST /api/admin/auth/totp/confirm': {
    statements: 7,
    ask: async stage => {
      const { headers, totp } = await enrolled(stage)
      return { headers, body: { totp } }
    },
  },
  'DELETE /api/admin/auth/totp': {
    statements: 7,
    ask: async stage => ({ headers: (await secured(stage)).headers, body: { password: PASSWORD } }),
  },
  'GET /api/admin/operators': { statements: 2, ask: deepPage('admin/operators') },
  'POST /api/admin/operators': {
    statements: 6,
    ask: () => ({ body: { email: newEmail(), name: 'Jane', role: 'support' } }),
  },
  'PATCH /api/admin/operators/{id}': {
    statements: 6,
    ask: async stage => ({
      path: [await operator(stage)],
      body: { name: `Renamed ${randomUUID().slice(0, 4)}` },
    }),
  },
  'POST /api/admin/operators/{id}/password': {
    statements: 7,
    ask: async stage => ({ path: [await operator(stage)] }),
  },
  'DELETE /api/admin/operators/{id}/totp': {
    statements: 6,
    ask: async stage => ({ path: [(await secured(stage)).id] }),
  },
  'GET /api/admin/audit': { statements: 2, ask: deepPage('admin/audit') },
}

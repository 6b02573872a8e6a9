// What requests about one's own account name, for the proof that another brand's is like nobody's.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import type pg from 'pg'
import { newestMail } from '../journey/mailed.ts'
import type { World } from '../world.ts'

export interface AccountNames {
  sessionId: string
  emailToken: string
  emailOperation: string
}

export const NOBODYS_ACCOUNT: AccountNames = {
  sessionId: 'ffffffff-ffff-7fff-bfff-ffffffffffff',
  emailToken: 'AAAAAAAAAAAAAAAAAAAAAA',
  emailOperation: randomUUID(),
}

const NEW_EMAIL = 'changed@example.com'
type Headers = Record<string, string>

/** The names of a member with a session and a wish for another e-mail, whose link works. */
export async function accountNames(
  world: World,
  admin: pg.Client,
  { memberId, headers }: { memberId: string; headers: Headers },
): Promise<AccountNames> {
  const emailOperation = randomUUID()
  const payload = { client_op_id: emailOperation, email: NEW_EMAIL }
  const asked = await world.app.server.inject({ method: 'POST', url: '/api/me/email', headers, payload })
  assert.equal(asked.statusCode, 202)
  const { rows } = await admin.query('select id from sessions where member_id = $1', [memberId])
  return {
    sessionId: rows[0].id,
    emailToken: (await newestMail(world, admin, NEW_EMAIL)).token,
    emailOperation,
  }
}

interface Asking {
  member(): Headers
  visitor(): Headers
  /** Somebody else each time. */
  leaver(): Headers
}

/** The requests, asked as a member or a visitor of the brand that has none of it. */
export const accountCases = ({ member, visitor, leaver }: Asking) => [
  {
    operation: 'GET /api/me/consents',
    request: ({ sessionId }: AccountNames): InjectOptions => ({
      url: `/api/me/consents?cursor=${cursor(sessionId)}`,
      headers: member(),
    }),
  },
  {
    operation: 'GET /api/me/sessions',
    request: ({ sessionId }: AccountNames): InjectOptions => ({
      url: `/api/me/sessions?cursor=${cursor(sessionId)}`,
      headers: member(),
    }),
  },
  {
    operation: 'DELETE /api/me/sessions/{id}',
    request: ({ sessionId }: AccountNames): InjectOptions => ({
      method: 'DELETE',
      url: `/api/me/sessions/${sessionId}`,
      headers: member(),
    }),
  },
  {
    operation: 'POST /api/me/email',
    request: ({ emailOperation }: AccountNames): InjectOptions => ({
      method: 'POST',
      url: '/api/me/email',
      headers: member(),
      payload: { client_op_id: emailOperation, email: 'another@example.com' },
    }),
  },
  {
    operation: 'DELETE /api/me',
    request: ({ emailOperation }: AccountNames): InjectOptions => ({
      method: 'DELETE',
      url: '/api/me',
      headers: leaver(),
      payload: { client_op_id: emailOperation, confirm: true },
    }),
  },
  ...['confirm', 'cancel'].map(verb => ({
    operation: `POST /api/auth/email/${verb}`,
    request: ({ emailToken }: AccountNames): InjectOptions => ({
      method: 'POST',
      url: `/api/auth/email/${verb}`,
      headers: visitor(),
      payload: { token: emailToken },
    }),
  })),
]

const cursor = (id: string) => Buffer.from(JSON.stringify({ id })).toString('base64url')

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { TaskTable } from '../../src/platform/jobs.ts'
import { tasks } from '../../src/tasks.ts'
import type { ReferralRules } from '../../src/tenancy/index.ts'
import { Browser, claimForm } from '../journey/browser.ts'
import { newestMail } from '../journey/mailed.ts'
import { openWorld, type World } from '../world.ts'

export interface Guest {
  email: string
  browser: Browser
  code: string
}

interface Joining {
  referralCode?: string
  email?: string
  line1?: string
  browser?: Browser
  consent?: boolean
}

export interface Guests {
  world: World
  /** Past row-level security. */
  admin: pg.Client
  /** A member whose e-mail is confirmed, who has scanned nothing. */
  host(options?: { email?: string }): Promise<{ id: string; token: string; code: string; browser: Browser }>
  /** A newcomer's claim; nothing is confirmed yet. Everybody has a home and a browser of their own unless told. */
  claim(joining?: Joining): Promise<Guest>
  /** Follows the newest mail. */
  confirm(guest: Guest): Promise<void>
  /** Does what jobs wait, as a worker would; answers how many. */
  work(): Promise<number>
  /** Claims, confirms, and has it looked at. Answers how the referral ended. */
  join(joining: Joining): Promise<Outcome>
  outcome(email: string): Promise<Outcome>
  rules(changes: Partial<ReferralRules>): Promise<void>
  operator(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    payload?: object,
  ): Promise<{ status: number; body: never }>
  close(): Promise<void>
}

export interface Outcome {
  id: string
  state: string
  reasons: string[]
  referrer_points: number
  friend_points: number
}

/** Members of `addMember` live at 1 Main St. */
let made = 100

/** A world in which people bring people. */
export async function openGuests(): Promise<Guests> {
  const world = await openWorld()
  const admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()

  const guests: Guests = {
    world,
    admin,
    async host({ email } = {}) {
      const { id, token } = await world.addMember(email ? { email } : {})
      const { rows } = await admin.query('select referral_code from members where id = $1', [id])
      const browser = new Browser(world)
      browser.token = token
      return { id, token, code: rows[0].referral_code, browser }
    },
    async claim(joining = {}) {
      const n = ++made
      const { email = `guest-${n}@example.com`, line1 = `${n} Main St`, consent } = joining
      const browser = joining.browser ?? new Browser(world)
      await browser.confirmAge()
      const [code] = (await world.addCodes(1)).codes as [string]
      const form = claimForm(code, email, randomUUID(), consent)
      const body = {
        ...form,
        address: { ...form.address, line1 },
        ...(joining.referralCode ? { referral_code: joining.referralCode } : {}),
      }
      const { status, body: said } = await browser.post('/api/claims', body)
      assert.equal(status, 202, JSON.stringify(said))
      return { email, browser, code }
    },
    async confirm({ email, browser }) {
      const { token } = await newestMail(world, admin, email)
      assert.equal((await browser.consume({ token })).status, 200)
    },
    async work() {
      const { rows } = await admin.query<{ id: string; payload: { brand_id: number } }>(
        `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
         where t.id = j.task_id and t.identifier = 'convert_referral' returning j.id, j.payload`,
      )
      const task = (tasks as TaskTable).convert_referral
      await Promise.all(
        rows.map(({ payload }) =>
          task?.(world.platform, payload as never, { brandId: payload.brand_id, jobId: '' }),
        ),
      )
      return rows.length
    },
    async join(joining) {
      const guest = await guests.claim(joining)
      await guests.confirm(guest)
      await guests.work()
      return guests.outcome(guest.email)
    },
    async outcome(email) {
      const { rows } = await admin.query<Outcome>(
        `select r.id, r.state, r.reasons, r.referrer_points::int, r.friend_points::int
         from referrals r join members m on m.id = r.friend_id where m.email = $1`,
        [email],
      )
      return rows[0] as Outcome
    },
    async rules(changes) {
      const { settings } = (await guests.operator('GET', 'settings')).body as {
        settings: { referrals: ReferralRules }
      }
      const referrals = { ...settings.referrals, ...changes }
      const { status } = await guests.operator('PUT', 'settings', { settings: { referrals } })
      assert.equal(status, 200)
    },
    async operator(method, path, payload) {
      const { headers } = await world.addOperator()
      const url = `/api/admin/${path}`
      const answer = await world.app.server.inject({
        method,
        url,
        headers,
        ...(payload ? { payload } : {}),
      })
      return { status: answer.statusCode, body: answer.json() as never }
    },
    async close() {
      await admin.end()
      await world.close()
    },
  }
  return guests
}

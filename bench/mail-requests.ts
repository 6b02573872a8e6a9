import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OutboxWorld } from './outbox-world.ts'

export const quantiles = (times: number[], shares: number[]) => {
  const sorted = [...times].sort((a, b) => a - b)
  return shares.map(share => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
}

/** Newcomers' claims and members' wishes for a link, at a steady pace; answers how long each took, in ms. */
export async function requestMails(world: OutboxWorld, port: number, input: MailRequests) {
  const times = { claims: [] as number[], links: [] as number[] }
  const origin = `http://127.0.0.1:${port}`
  const headers = { 'content-type': 'application/json', cookie: await ageCookie(origin) }
  const post = async (path: string, body: object, into: number[]) => {
    const startedMs = performance.now()
    const answer = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) })
    const said = await answer.text()
    if (answer.status !== 202) throw new Error(`${path} was answered ${answer.status}: ${said}`)
    into.push(performance.now() - startedMs)
  }
  const pending: Promise<void>[] = []
  const startedMs = performance.now()
  for (let i = 0; i < input.each * 2; i++) {
    await sleep(Math.max(0, startedMs + (i * 1_000) / input.perSecond - performance.now()))
    const n = input.first + (i >> 1)
    pending.push(
      i % 2 === 0
        ? post('/api/claims', claim(world.scans.codes[n] as string, n), times.claims)
        : post('/api/auth/link', { email: `m${n}@example.com` }, times.links),
    )
  }
  await Promise.all(pending)
  return times
}

export interface MailRequests {
  /** So many claims, and as many links. */
  each: number
  perSecond: number
  /** The first code and member that no round has used. */
  first: number
}

async function ageCookie(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/api/age-gate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"confirmed":true}',
  })
  return answer.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
}

const claim = (code: string, n: number) => ({
  client_op_id: randomUUID(),
  code,
  first_name: 'Robin',
  last_name: 'Doe',
  email: `newcomer-${n}@example.com`,
  address: { line1: `${n} Main St`, city: 'Hudson', state: 'NY', postal_code: '12534', country: 'US' },
  age_confirmed: true,
  terms_accepted: true,
  marketing_consent: true,
})

/** Waits until no mail waits, and answers how long each of those since `since` took until it was handed over, in ms. */
export async function handOverTimes({ admin }: OutboxWorld, since: Date): Promise<number[]> {
  for (const endMs = performance.now() + 60_000; performance.now() < endMs; await sleep(100)) {
    const { rows } = await admin.query(`select from mail_queue where state = 'waiting' limit 1`)
    if (rows.length === 0) break
  }
  const { rows } = await admin.query<{ ms: number; state: string }>(
    `select extract(epoch from settled_at - created_at)::float8 * 1000 as ms, state from mail_queue where created_at >= $1`,
    [since],
  )
  const lost = rows.filter(row => row.state !== 'sent').length
  if (lost > 0) throw new Error(`${lost} of ${rows.length} mails were not sent`)
  return rows.map(row => row.ms)
}

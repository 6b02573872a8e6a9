import type { Config } from '../platform/config.ts'

const ANSWER_MS_MAX = 2_000
const MAILS_MAX = 20

interface SimulatorMail {
  workspace: string
  to: string
  subject: string
  links: string[]
  codes: string[]
  sent_at: string
  delivery_id: string
}

/** What the simulator answers, or undefined when it does not: the demo goes on without it. */
async function ask<T>(url: string): Promise<T | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS_MAX) })
    return response.ok ? ((await response.json()) as T) : undefined
  } catch {
    return undefined
  }
}

/** What arrived at the simulator after that number, oldest first; without a number what arrived last. */
export async function readFeed({ simulatorUrl }: Config, after: number | undefined) {
  const query = after === undefined ? '' : `?after=${after}`
  const feed = await ask<{ items: object[]; latest_seq: number }>(`${simulatorUrl}/feed${query}`)
  return { reachable: feed !== undefined, items: feed?.items ?? [], latest_seq: feed?.latest_seq ?? 0 }
}

/** The mail that the simulator was given to send, newest first, with its links and codes and without its body. */
export async function readMail({ simulatorControlUrl }: Config) {
  const mail = await ask<{ items: SimulatorMail[] }>(`${simulatorControlUrl}/mail`)
  const items = (mail?.items ?? []).slice(0, MAILS_MAX).map(item => ({
    workspace: item.workspace,
    to: item.to,
    subject: item.subject,
    link: item.links[0] ?? null,
    code: item.codes[0] ?? null,
    sent_at: item.sent_at,
    delivery_id: item.delivery_id,
  }))
  return { reachable: mail !== undefined, items }
}

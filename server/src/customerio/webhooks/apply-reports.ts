import { findMemberByEmail, markEmailBounced, withdrawMarketingConsent } from '../../members/index.ts'
import { dayOf } from '../../platform/calendar.ts'
import type { Tx } from '../../platform/db/database.ts'
import { readBrand } from '../../tenancy/index.ts'
import type { Report } from './read-report.ts'
import type { Outcome } from './settle-insights.ts'

export interface ArrivedReport {
  webhook: { id: string }
  report: Report
}

const NOTES = {
  withdrawn: 'marketing consent was withdrawn',
  had_none: 'there was no marketing consent',
  given_since: 'marketing consent was given after it',
  bounced: 'mail to this member comes back',
  other_address: 'the member has another e-mail now',
  gone: 'there is no such member',
}

/**
 * Does what reports ask for: consent that was withdrawn at Customer.io is withdrawn here, an address whose mail comes
 * back is marked; all of them are counted, and nothing else is kept of them.
 */
export async function applyReports(
  tx: Tx,
  arrived: readonly ArrivedReport[],
  knownIds: ReadonlySet<string>,
  at: Date,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>()
  if (arrived.length === 0) return outcomes
  const moving: { webhookId: string; memberId: string; report: Report }[] = []
  for (const { webhook, report } of arrived) {
    outcomes.set(webhook.id, { state: 'applied', note: `a report: ${report.metric}` })
    if (report.means === 'counts') continue
    const memberId = await memberOf(tx, report, knownIds)
    if (memberId === undefined) outcomes.set(webhook.id, { state: 'ignored', note: NOTES.gone })
    else moving.push({ webhookId: webhook.id, memberId, report })
  }
  // Members are locked in id order, as everywhere.
  moving.sort((a, b) => (a.memberId < b.memberId ? -1 : a.memberId > b.memberId ? 1 : 0))
  for (const { webhookId, memberId, report } of moving) {
    const became =
      report.means === 'withdraws'
        ? await withdrawMarketingConsent(tx, { memberId, source: 'customer.io', saidAt: report.at, at })
        : await markEmailBounced(tx, { memberId, email: report.email, at: report.at })
    const isApplied = became === 'withdrawn' || became === 'bounced'
    outcomes.set(webhookId, { state: isApplied ? 'applied' : 'ignored', note: NOTES[became] })
  }
  await countReports(tx, arrived)
  return outcomes
}

/** Who a report is about: by id, and where that is missing by the address it was sent to. */
async function memberOf(tx: Tx, { memberId, email }: Report, knownIds: ReadonlySet<string>) {
  if (memberId !== undefined) return knownIds.has(memberId) ? memberId : undefined
  return email === undefined ? undefined : (await findMemberByEmail(tx, email))?.id
}

const COUNT = `
  insert into report_counts as c (brand_id, day, metric, count)
  select $1, day, metric, count(*) from unnest($2::int[], $3::text[]) as r(day, metric)
  group by day, metric order by day, metric
  on conflict (brand_id, day, metric) do update set count = c.count + excluded.count`

async function countReports(tx: Tx, arrived: readonly ArrivedReport[]): Promise<void> {
  const { timeZone } = await readBrand(tx)
  const days = arrived.map(({ report }) => dayOf(report.at, timeZone))
  await tx.raw(COUNT, [tx.brandId, days, arrived.map(({ report }) => report.metric)])
}

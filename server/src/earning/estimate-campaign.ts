import type { FilterableProduct } from '../achievements/index.ts'
import type { SliceWork } from '../activity/index.ts'
import { type CampaignDefinition, compileCampaigns, estimateExtra } from '../campaigns/index.ts'
import { dayOf, monthOfYear, weekdayOf } from '../platform/calendar.ts'
import { idTime } from '../platform/id.ts'
import type { Multiplier } from '../points/index.ts'
import { readProgram } from './program.ts'

const SCANS_A_SLICE = 1_000
export const ESTIMATE_DAYS = 90
const DAY_MS = 86_400_000

const SCANS = `
  select a.id, coalesce(a.data->>'rank_held', m.rank_key) as rank_key, m.birth_month, e.rule->'multipliers' as multipliers,
    p.form, p.strain_type, p.product_line, p.tags, p.sku, p.msrp_cents, p.fixed_points
  from actions a
  join products p on p.brand_id = a.brand_id and p.id = (a.data->'product'->>'id')::uuid
  join members m on m.brand_id = a.brand_id and m.id = a.member_id
  left join lateral (
    select rule from ledger_entries e where e.brand_id = a.brand_id and e.action_id = a.id and e.reason = 'scan' limit 1
  ) e on true
  where a.brand_id = $1 and a.name = 'product_scanned'
    and a.id > (select coalesce($2::uuid, uuid_floor($3))) and a.id < (select uuid_floor($4::timestamptz + interval '1 millisecond'))
    and not exists (
      select 1 from actions r
      where r.brand_id = a.brand_id and r.member_id = a.member_id and r.id > a.id and r.name = 'scan_reversed'
        and r.data->>'reversed_action_id' = a.id::text)
  order by a.id limit $5`

interface ScanRow extends FilterableProduct {
  id: string
  rank_key: string
  birth_month: number | null
  multipliers: Multiplier[] | null
  msrp_cents: number
  fixed_points: number | null
}

export interface Estimate {
  /** Scans of the last 90 days that stand, and how many of them the campaign would have met. */
  scans: number
  matching: number
  /** When the oldest of them was made. */
  first_scan_at: string | null
  /** What it would have added to them. */
  extra_points: number
  /** The same for the campaign's own length, at the pace since the oldest of them, and not more than its budget. */
  estimated_points: number
  estimated_awards: number
}

/** Holds a campaign, not published yet, against the scans of the last 90 days: what would it have cost? */
export const estimateCampaign: SliceWork = async (platform, tx, run) => {
  const { definition, since, until } = run.input as {
    definition: CampaignDefinition
    since: string
    until: string
  }
  const { brand } = await readProgram(tx, platform.clock())
  const [campaign] = compileCampaigns([{ id: run.id, version: 0, definition }], brand.timeZone)
  if (!campaign) throw new Error('A definition compiles to one campaign')
  const rows = await tx.raw<ScanRow>(SCANS, [tx.brandId, run.cursor, since, until, SCANS_A_SLICE])
  const result: Estimate = {
    scans: 0,
    matching: 0,
    first_scan_at: rows[0] ? idTime(rows[0].id).toISOString() : null,
    extra_points: 0,
    estimated_points: 0,
    estimated_awards: 0,
    ...(run.result as Partial<Estimate>),
  }
  for (const row of rows) {
    const day = dayOf(idTime(row.id), brand.timeZone)
    const extra = estimateExtra(
      campaign,
      {
        product: row,
        rankKey: row.rank_key,
        weekday: weekdayOf(day),
        month: monthOfYear(day),
        birthMonth: row.birth_month,
      },
      {
        msrpCents: row.msrp_cents,
        fixedPoints: row.fixed_points,
        pointsPerDollar: brand.settings.points_per_dollar,
        multipliers: (row.multipliers ?? []).filter(({ rule }) => rule !== 'campaign'),
        capBasisPoints: brand.settings.multiplier_cap_basis_points,
      },
    )
    result.scans += 1
    result.matching += extra > 0 ? 1 : 0
    result.extra_points += extra
  }
  const share = (campaign.until.getTime() - campaign.from.getTime()) / observedMs(result, until)
  result.estimated_points = Math.min(
    Math.round(result.extra_points * share),
    campaign.budgetPoints ?? Infinity,
  )
  result.estimated_awards = Math.min(Math.round(result.matching * share), campaign.firstN ?? Infinity)
  return {
    cursor: rows.length < SCANS_A_SLICE ? null : (rows.at(-1)?.id as string),
    done: rows.length,
    result,
  }
}

/** A brand may be younger than 90 days; what is younger than a day says nothing about one. */
const observedMs = ({ first_scan_at }: Estimate, until: string) =>
  Math.max(DAY_MS, Date.parse(until) - Date.parse(first_scan_at ?? until))

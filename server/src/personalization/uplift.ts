import type { Day } from '../platform/calendar.ts'
import type { Tx } from '../platform/db/database.ts'
import { SUGGESTION_KINDS, type SuggestionKind } from '../tenancy/index.ts'
import { DEEDS, FOLLOW_UP_DAYS } from './deeds.ts'
import { type DifferenceInterval, differenceInterval } from './difference-interval.ts'
import type { Variant } from './hold-out.ts'

// Bounds are computed before they are compared: under row-level security an index is used by plain operators only.
const UPLIFT = `
  with shown as materialized (
    select member_id, variant, kind, subject, uuid_floor(min(created_at)) as since,
      uuid_floor(min(created_at) + make_interval(days => $4)) as until, min(created_at) as since_at
    from personalization_responses
    where brand_id = $1 and day >= $2 and day <= $3 and response = 'shown'
    group by 1, 2, 3, 4
  ), seen as materialized (
    select member_id, variant, uuid_floor(min(since_at)) as since,
      uuid_floor(min(since_at) + make_interval(days => $4)) as until
    from shown group by 1, 2
  ), deeds as materialized (
    select kind, names from jsonb_to_recordset($5::jsonb) as d(kind text, names text[])
  )
  select null::text as kind, variant, count(*)::int as shown,
    count(*) filter (where exists (
      select 1 from actions a where a.brand_id = $1 and a.member_id = s.member_id and a.id >= s.since and a.id < s.until
        and a.name = 'product_scanned'
    ))::int as done
  from seen s group by variant
  union all
  select kind, variant, count(*)::int, count(*) filter (where is_done)::int from (
    select s.kind, s.variant, s.member_id, bool_or(
      exists (
        select 1 from actions a
        where a.brand_id = $1 and a.member_id = s.member_id and a.id >= s.since and a.id < s.until
          and (a.name = any(d.names)
            or s.kind = 'almost_unlocked' and jsonb_exists(a.data->'unlocked', s.subject)
            or s.kind = 'almost_promoted' and a.data->>'rank' = s.subject)
      )
      or s.kind = 'finish_goal' and exists (
        select 1 from goals g where g.brand_id = $1 and g.member_id = s.member_id
          and g.completed_at >= s.since_at and g.completed_at < s.since_at + make_interval(days => $4)
      )
    ) as is_done
    from shown s join deeds d on d.kind = s.kind
    group by 1, 2, 3
  ) members group by kind, variant`

interface Row {
  /** Null: any suggestion at all. */
  kind: SuggestionKind | null
  variant: Variant
  shown: number
  done: number
}

/** Members of one variant: who were shown something, of them who were shown this, and of these who did it. */
export interface Group {
  members: number
  shown: number
  done: number
}

export interface Comparison extends Record<Variant, Group> {
  /** Of the shares of those shown it who did it, personal less hold-out; null where a group has nobody. */
  uplift: DifferenceInterval | null
}

export interface Uplift {
  overall: Comparison
  kinds: (Comparison & { kind: SuggestionKind })[]
}

/**
 * What personalisation changed among the members who were shown suggestions from one day through another.
 *
 * `overall` compares all of them, by whether they scanned within the follow-up of the first thing that they were shown
 * in the period: who is held out is drawn, so the difference is the effect. By kind the groups are those who were shown
 * that kind, and personalisation itself chooses to whom: it says how well a suggestion was placed, not what it caused.
 */
export async function readUplift(tx: Tx, period: { from: Day; through: Day }): Promise<Uplift> {
  const deeds = SUGGESTION_KINDS.map(kind => ({ kind, names: DEEDS[kind] }))
  const rows = await tx.raw<Row>(UPLIFT, [
    tx.brandId,
    period.from,
    period.through,
    FOLLOW_UP_DAYS,
    JSON.stringify(deeds),
  ])
  const rowOf = (kind: SuggestionKind | null, variant: Variant) =>
    rows.find(row => row.kind === kind && row.variant === variant)
  const group = (kind: SuggestionKind | null, variant: Variant): Group => ({
    members: rowOf(null, variant)?.shown ?? 0,
    shown: rowOf(kind, variant)?.shown ?? 0,
    done: rowOf(kind, variant)?.done ?? 0,
  })
  const compare = (kind: SuggestionKind | null): Comparison => {
    const [personal, hold_out] = [group(kind, 'personal'), group(kind, 'hold_out')]
    const share = ({ shown, done }: Group) => ({ done, of: shown })
    return { personal, hold_out, uplift: differenceInterval(share(personal), share(hold_out)) }
  }
  return {
    overall: compare(null),
    kinds: SUGGESTION_KINDS.map(kind => ({ kind, ...compare(kind) })).filter(
      ({ personal, hold_out }) => personal.shown + hold_out.shown > 0,
    ),
  }
}

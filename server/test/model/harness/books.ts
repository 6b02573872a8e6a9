import { dayOf } from '../reference/calendar.ts'
import { shownBy } from './counter-values.ts'
import { type DisputeBooks, readDisputeBooks } from './disputes.ts'
import { readSpending, readWishesAndGoals, type SpendingBooks } from './spending-books.ts'
import type { Stage } from './stage.ts'

/** Everything that is kept about a brand's members, codes and campaigns, by names instead of ids. */
export interface Books extends SpendingBooks {
  members: Record<string, MemberBooks>
  codes: Record<string, string>
  disputes: DisputeBooks
  campaigns: { awards: number; points: number; given: string[] }[]
}

export interface MemberBooks {
  account: Record<string, unknown>
  lots: string[]
  entries: string[]
  achievements: string[]
  /** The first and the last time of each. */
  unlockedAt: Record<string, unknown>
  holds: string[]
  multipliers: string[]
  /** What each counter shows today. */
  counters: Record<string, number>
  events: string[]
  wishes: string
  goal: string
}

const MEMBERS = `
  select id, email, points_balance::float8 as balance, points_owed::float8 as owed, points_held::float8 as held,
    lifetime_points::float8 as lifetime, rank_offset::float8 as rank_offset, rank_key as rank,
    array(select unnest(ranks_rewarded) order by 1) as ranks_rewarded, scan_count, achievement_count,
    points_spent::float8 as points_spent, redemption_count, referral_count, state, custom::text as custom,
    redemption_held_until::text is not null as was_held
  from members where brand_id = $1`

const ENTRIES = `
  select member_id, reason, amount, owed_amount, lifetime_amount, balance_after, source from ledger_entries
  where brand_id = $1 order by seq`

const LOTS = `
  select member_id, remaining, case when expires_day = 2147483647 then 'never'
    else (date '1970-01-01' + expires_day)::text end as day
  from point_lots where brand_id = $1 and remaining > 0 order by expires_day`

const ACHIEVEMENTS = `
  select m.member_id, a.key, m.times, m.version, m.unlocked_at, m.last_unlocked_at from member_achievements m
  join achievements a on a.brand_id = m.brand_id and a.id = m.achievement_id
  where m.brand_id = $1 order by a.key`

const HOLDS = `
  select member_id, reason, state, points, settles_at from point_holds where brand_id = $1 order by action_id, id`

const MULTIPLIERS = `
  select member_id, basis_points, ends_at, source from timed_multipliers
  where brand_id = $1 order by ends_at, basis_points, source`

const EVENTS = `
  select member_id, name || ' at ' || (numbers->>'points_balance') as text from outbox
  where brand_id = $1 and numbers ? 'points_balance' order by id`

const COUNTERS = 'select member_id, counters from member_counters where brand_id = $1'

const METRICS = [
  ...['scans', 'points_earned', 'distinct_products', 'streak_weeks', 'achievements_unlocked'],
  ...['redemptions', 'wishlist_items', 'referrals_completed'],
]

const CODES = `
  select encode(c.hmac, 'hex') as hmac, b.id as batch_id, c.serial, c.claimed_by, c.voided_at is not null as is_void,
    c.pin_failures, c.pin_locked_until
  from codes c join batches b on b.brand_id = c.brand_id and b.id = c.batch_id where c.brand_id = $1`

const AWARDS = `
  select campaign_id, member_id, points, taken_back_at is not null as taken_back from campaign_awards
  where brand_id = $1 order by action_id`

const USAGE =
  'select campaign_id, awards::float8 as awards, points::float8 as points from campaign_usage where brand_id = $1'

// biome-ignore lint/suspicious/noExplicitAny: rows of many shapes, printed and compared as text
type Row = Record<string, any> & { member_id: string }

/** Reads the books past row-level security. */
export async function readBooks(stage: Stage, nameOf: (id: string) => string): Promise<Books> {
  const { theatre, brand } = stage
  const read = async (text: string) => (await theatre.admin.query<Row>(text, [brand.id])).rows
  const members = await read(MEMBERS)
  const [entries, lots, achievements, holds, multipliers, events, counters] = [
    await read(ENTRIES),
    await read(LOTS),
    await read(ACHIEVEMENTS),
    await read(HOLDS),
    await read(MULTIPLIERS),
    await read(EVENTS),
    await read(COUNTERS),
  ]
  const of = (rows: Row[], id: string, text: (row: Row) => string) =>
    rows.filter(({ member_id }) => member_id === id).map(text)
  const personal = await readWishesAndGoals(stage)
  const disputes = await readDisputeBooks(stage, nameOf)
  const spending = await readSpending(stage, nameOf)
  const books: Books = { members: {}, codes: {}, campaigns: [], disputes, ...spending }
  for (const { id, email: _, ...account } of members) {
    const name = nameOf(id as string)
    books.members[name] = {
      account,
      lots: of(lots, id as string, row => `${row.remaining} until ${row.day}`),
      entries: of(entries, id as string, entryText(stage)),
      achievements: of(achievements, id as string, row => `${row.key} x${row.times} v${row.version}`),
      unlockedAt: Object.fromEntries(
        achievements
          .filter(({ member_id }) => member_id === id)
          .map(row => [row.key, `${moment(row.unlocked_at)}, ${moment(row.last_unlocked_at)}`]),
      ),
      holds: of(holds, id as string, row => `${row.reason} ${row.state} until ${moment(row.settles_at)}`),
      multipliers: of(
        multipliers,
        id as string,
        row => `${row.source} ${row.basis_points} until ${moment(row.ends_at)}`,
      ),
      counters: countersOf(
        stage,
        counters.find(row => row.member_id === id),
      ),
      events: of(events, id as string, row => row.text),
      ...personal(id as string),
    }
  }
  books.codes = await readCodes(stage, nameOf)
  books.campaigns = await readCampaigns(stage, nameOf)
  return books
}

const moment = (at: unknown) => (at instanceof Date ? at.toISOString() : 'a review')

/** The model has no ids for these. */
const ONE_OF_A_KIND = ['operator', 'order', 'referral', 'recall', 'import', 'import_undo', 'dispute']

/** Sources name ids; the model names what they are of. */
const entryText = (stage: Stage) => (row: Row) => {
  const [kind, id] = (row.source as string).split(':') as [string, string]
  const names: Record<string, string> = {
    code: 'scan',
    campaign: `campaign:${stage.campaigns.indexOf(id)}`,
    reward: `reward:${stage.rewards.indexOf(id)}`,
    ...Object.fromEntries(ONE_OF_A_KIND.map(name => [name, name])),
  }
  const source = names[kind] ?? row.source
  return `${row.reason} of ${source}: ${row.amount}, owed ${row.owed_amount}, lifetime ${row.lifetime_amount}, balance ${row.balance_after}`
}

/** Counters of achievements; those of caps, campaigns and days show in what scans earn. */
function countersOf({ theatre, brand }: Stage, row: Row | undefined): Record<string, number> {
  const today = dayOf(theatre.world.time.now.getTime(), brand.timeZone)
  return Object.fromEntries(
    Object.entries<never>(row?.counters ?? {})
      .filter(([key]) => METRICS.some(metric => key.split(';')[0] === metric))
      .map(([key, state]) => [key, shownBy(key, state, today)] as const)
      .filter(([, value]) => value > 0),
  )
}

const pinText = ({
  pin_failures,
  pin_locked_until,
}: {
  pin_failures: number
  pin_locked_until: Date | null
}) =>
  pin_failures > 0 || pin_locked_until
    ? `, ${pin_failures} wrong PINs, locked until ${pin_locked_until?.toISOString() ?? 'never'}`
    : ''

async function readCodes(stage: Stage, nameOf: (id: string) => string): Promise<Record<string, string>> {
  const { rows } = await stage.theatre.admin.query(CODES, [stage.brand.id])
  const states = new Map(
    rows.map(row => [
      `${row.batch_id}/${row.serial}`,
      `${row.claimed_by ? `claimed by ${nameOf(row.claimed_by)}` : row.is_void ? 'void' : 'free'}${pinText(row)}`,
    ]),
  )
  const serials = new Map<number, number>()
  return Object.fromEntries(
    stage.codes.map(({ batch, code }) => {
      const serial = (serials.get(batch) ?? 0) + 1
      serials.set(batch, serial)
      return [code, states.get(`${stage.batches[batch]}/${serial}`) as string]
    }),
  )
}

async function readCampaigns(stage: Stage, nameOf: (id: string) => string): Promise<Books['campaigns']> {
  const read = async (text: string) => (await stage.theatre.admin.query(text, [stage.brand.id])).rows
  const awards = await read(AWARDS)
  const usage = await read(USAGE)
  return stage.campaigns.map(id => {
    const { awards: count = 0, points = 0 } = usage.find(row => row.campaign_id === id) ?? {}
    return {
      awards: count,
      points,
      given: awards
        .filter(row => row.campaign_id === id)
        .map(row => `${row.points} to ${nameOf(row.member_id)}${row.taken_back ? ', taken back' : ''}`),
    }
  })
}

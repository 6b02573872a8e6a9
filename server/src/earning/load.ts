import { type AppliedCampaign, type CampaignUsage, LOCK_USAGE } from '../campaigns/index.ts'
import { notSignedIn } from '../platform/errors.ts'
import type { AccountState, MemberState, RunningMultiplier, UnlockState } from './state.ts'

/**
 * Locks the members in id order and reads them. NO KEY UPDATE, so that sessions and mail that reference the member are
 * not held up. It must be a statement of its own, before everything else that is read about them (decision 0003).
 */
export const LOCK_MEMBERS = `
  select m.brand_id, m.id, m.state, m.marketing_consent, m.points_balance, m.points_owed, m.points_held,
    m.lifetime_points, m.points_spent, m.ledger_seq, m.rank_key, m.rank_offset, m.ranks_rewarded, m.birth_month,
    m.scan_count, m.redemption_count, m.achievement_count, m.referral_count, m.referred_by, m.last_scan_at,
    m.last_redemption_at, m.last_active_at, m.due_at, m.expiry_notified_at, m.rank_notified_at, m.rank_fell_at,
    m.gift_sent, m.created_at
  from jsonb_to_recordset($1::jsonb) as r(brand_id int, member_id uuid)
  join members m on m.brand_id = r.brand_id and m.id = r.member_id
  order by m.brand_id, m.id
  for no key update of m`

/**
 * What is read about locked members: counters, unlocks, timed multipliers, as branches of a UNION ALL, given the
 * placeholder of the members' list. At most one row of counters a member, and none of history.
 */
export const accountBranches = (members: string, usage: string) => `
  select 'counters' as kind, c.brand_id, c.member_id::text as key, to_json(c.counters) as data
  from jsonb_to_recordset(${members}::jsonb) as r(brand_id int, member_id uuid)
  join member_counters c on c.brand_id = r.brand_id and c.member_id = r.member_id
  union all
  select 'unlocked', a.brand_id, a.member_id::text, json_build_array(a.achievement_id, a.times, a.period)
  from jsonb_to_recordset(${members}::jsonb) as r(brand_id int, member_id uuid)
  join member_achievements a on a.brand_id = r.brand_id and a.member_id = r.member_id
  union all
  select 'multiplier', t.brand_id, t.member_id::text, json_build_array(t.basis_points, t.starts_at, t.ends_at)
  from jsonb_to_recordset(${members}::jsonb) as r(brand_id int, member_id uuid, at timestamptz)
  join timed_multipliers t on t.brand_id = r.brand_id and t.member_id = r.member_id and t.ends_at > r.at
  union all
  ${LOCK_USAGE(usage)}`

export interface AccountRow {
  kind: 'counters' | 'unlocked' | 'multiplier' | 'usage'
  brand_id: number
  key: string
  data: unknown
}

/** The list of members for both statements: each once, with the earliest moment that is asked about. */
export function memberList(wanted: { brandId: number; memberId: string; at: Date }[]): string {
  const members = new Map<string, { brand_id: number; member_id: string; at: Date }>()
  for (const { brandId, memberId, at } of wanted) {
    const key = `${brandId}/${memberId}`
    const known = members.get(key)
    if (!known || at < known.at) members.set(key, { brand_id: brandId, member_id: memberId, at })
  }
  return JSON.stringify([...members.values()])
}

/** What a transaction has loaded about members, kept up to date in memory as decisions are made on it. */
export class LoadedAccounts {
  readonly #accounts = new Map<string, AccountState>()
  readonly #usage = new Map<string, CampaignUsage>()

  constructor(members: MemberState[], rows: AccountRow[]) {
    for (const member of members) {
      this.#accounts.set(`${member.brand_id}/${member.id}`, {
        member,
        counters: {},
        unlocked: new Map(),
        multipliers: [],
      })
    }
    for (const row of rows) this.#add(row)
  }

  #add({ kind, brand_id, key, data }: AccountRow) {
    if (kind === 'usage') {
      this.#usage.set(`${brand_id}/${key}`, data as CampaignUsage)
      return
    }
    const account = this.#accounts.get(`${brand_id}/${key}`)
    if (!account) return
    if (kind === 'counters') account.counters = data as AccountState['counters']
    else if (kind === 'unlocked') {
      const [id, times, period] = data as [string, number, string | null]
      ;(account.unlocked as Map<string, UnlockState>).set(id, { times, period })
    } else {
      const [basis_points, starts_at, ends_at] = data as [number, string, string]
      const multiplier = { basis_points, starts_at: new Date(starts_at), ends_at: new Date(ends_at) }
      ;(account.multipliers as RunningMultiplier[]).push(multiplier)
    }
  }

  /** Throws a 401 Problem when the member is gone. */
  of(brandId: number, memberId: string): AccountState {
    const account = this.#accounts.get(`${brandId}/${memberId}`)
    if (!account || account.member.state === 'erased') throw notSignedIn('This account no longer exists.')
    return account
  }

  /** The state after a decision: the next one of the same transaction is made on it. */
  put(state: AccountState, awards: AppliedCampaign[]): void {
    const { brand_id, id } = state.member
    this.#accounts.set(`${brand_id}/${id}`, state)
    for (const { campaign, points } of awards) {
      const usage = this.usageOf(brand_id, campaign.id)
      if (!usage) continue
      const next = { ...usage, awards: usage.awards + 1, points: usage.points + points }
      this.#usage.set(`${brand_id}/${campaign.id}`, next)
    }
  }

  /** What a limited campaign has given; undefined for one that was not locked. */
  usageOf(brandId: number, campaignId: string): CampaignUsage | undefined {
    return this.#usage.get(`${brandId}/${campaignId}`)
  }
}

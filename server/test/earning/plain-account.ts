import type { AchievementDefinition } from '../../src/achievements/index.ts'
import { compileAchievements } from '../../src/achievements/index.ts'
import { type CampaignDefinition, compileCampaigns } from '../../src/campaigns/index.ts'
import type { ProductFacts } from '../../src/catalogue/index.ts'
import { Account, type AccountState, awardScan, type Program, progress } from '../../src/earning/index.ts'
import { DEFAULT_LADDER, type Ladder } from '../../src/ranks/index.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../src/tenancy/index.ts'
import { ACHIEVEMENT } from '../world.ts'

/** A Monday, at noon in UTC, which is the zone of these programs. */
export const AT = new Date('2031-03-03T12:00:00Z')
export const DAY_MS = 86_400_000
export const daysLater = (days: number, from: Date = AT) => new Date(from.getTime() + days * DAY_MS)

const idOf = (kind: string, i: number) => `00000000-0000-7000-8000-${kind}${String(i).padStart(11, '0')}`

export interface PlainProgram {
  settings?: Partial<Settings>
  ladder?: Ladder
  achievements?: Record<string, Partial<AchievementDefinition>>
  campaigns?: Partial<CampaignDefinition>[]
}

/** A program without a database; the streak of the second scan is off, so that every scan is like the next. */
export function plainProgram({
  settings,
  ladder,
  achievements = {},
  campaigns = [],
}: PlainProgram = {}): Program {
  const timeZone = 'UTC'
  return {
    brand: {
      id: 1,
      slug: 'plain',
      name: 'Plain',
      tagline: '',
      timeZone,
      currencyCode: 'USD',
      settingsVersion: 1,
      ladderVersion: 1,
      memberHashKey: '00000000-0000-0000-0000-000000000000',
      settings: { ...DEFAULT_SETTINGS, second_scan_basis_points: 10_000, ...settings },
    },
    ladder: ladder ?? DEFAULT_LADDER,
    achievements: compileAchievements(
      Object.entries(achievements).map(([key, definition], i) => ({
        id: idOf('a', i),
        key,
        version: 1,
        definition: { ...ACHIEVEMENT, rewards: { points: 0 }, ...definition },
      })),
      timeZone,
    ),
    campaigns: compileCampaigns(
      campaigns.map((definition, i) => ({
        id: idOf('c', i),
        version: 1,
        definition: { ...CAMPAIGN, name: `Campaign ${i}`, ...definition },
      })),
      timeZone,
    ),
  }
}

const CAMPAIGN: CampaignDefinition = {
  name: 'Campaign',
  description: '',
  from: '2031-03-01T00:00',
  until: '2032-03-01T00:00',
  effect: { bonus_points: 30 },
  when: {},
  stacks: true,
  priority: 50,
}

/** A member who has done nothing yet. */
export const plainState = (
  member: Partial<AccountState['member']> = {},
  rest: Partial<Omit<AccountState, 'member'>> = {},
): AccountState => ({
  member: {
    brand_id: 1,
    id: idOf('b', 1),
    state: 'confirmed',
    marketing_consent: true,
    points_balance: 0,
    points_owed: 0,
    points_held: 0,
    lifetime_points: 0,
    points_spent: 0,
    ledger_seq: 0,
    rank_key: 'bronze',
    rank_offset: 0,
    ranks_rewarded: [],
    scan_count: 0,
    redemption_count: 0,
    last_redemption_at: null,
    achievement_count: 0,
    referral_count: 0,
    referred_by: null,
    birth_month: null,
    last_scan_at: null,
    gift_sent: false,
    last_active_at: null,
    due_at: null,
    expiry_notified_at: null,
    rank_notified_at: null,
    rank_fell_at: null,
    created_at: AT,
    ...member,
  },
  counters: {},
  unlocked: new Map(),
  multipliers: [],
  ...rest,
})

export const PRODUCT: ProductFacts = {
  id: idOf('d', 1),
  sku: 'TEN',
  name: 'Ten dollar flower',
  product_line: null,
  form: 'flower',
  strain_name: null,
  strain_type: null,
  size_label: null,
  msrp_cents: 1_000,
  fixed_points: null,
  potency_thc_percent: null,
  potency_cbd_percent: null,
  dominant_terpene: null,
  tags: [],
  description: null,
  art: {},
}

export const openPlain = (program: Program, state: AccountState = plainState(), at: Date = AT) =>
  new Account(program, state, at)

/** Scans as the claim of a code does. Answers the act and the award. */
export function scanPlain(
  account: Account,
  product: ProductFacts = PRODUCT,
  usageOf: Parameters<typeof awardScan>[2] = () => undefined,
) {
  let award: ReturnType<typeof awardScan> | undefined
  const scanNumber = account.member.scan_count + 1
  const act = account.act({ name: 'product_scanned', requestId: null, facts: {} }, () => {
    account.set({ scan_count: scanNumber, last_scan_at: account.at, last_active_at: account.at })
    award = awardScan(account, { product, codeHmac: 'c0de', scanNumber }, usageOf)
    progress(account, { scans: 1, points_earned: award.points }, product)
  })
  return { act, award: award as ReturnType<typeof awardScan> }
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Achievement, compileAchievements } from '../achievements/index.ts'
import { ACCOUNT_FRAGMENTS, type MemberState, type Program } from '../earning/index.ts'
import { DEFAULT_LADDER, rankFor } from '../ranks/index.ts'
import { DEFAULT_SETTINGS } from '../tenancy/index.ts'
import { LoadedState } from './load.ts'
import { decideAll } from './scan-batch.ts'
import type { CodeState, ScanRequest, Verdict } from './state.ts'

const AT = new Date('2026-03-01T12:00:00Z')
const BRAND_ID = 1

const program: Program = {
  brand: {
    id: BRAND_ID,
    slug: 'acme',
    name: 'Acme',
    tagline: '',
    timeZone: 'America/New_York',
    currencyCode: 'USD',
    settingsVersion: 1,
    ladderVersion: 1,
    memberHashKey: '00000000-0000-0000-0000-000000000000',
    settings: DEFAULT_SETTINGS,
  },
  ladder: DEFAULT_LADDER,
  achievements: compileAchievements(
    [
      achievement('third', { metric: 'scans', operator: 'at_least', value: [3], timeframe: 'all_time' }, 250),
      achievement(
        'collector',
        { metric: 'points_earned', operator: 'at_least', value: [1_000], timeframe: 'all_time' },
        100,
      ),
      achievement(
        'edible',
        {
          metric: 'scans',
          operator: 'equals',
          value: [2],
          timeframe: 'all_time',
          product_filters: { product_form: ['edible'] },
        },
        40,
      ),
    ],
    'America/New_York',
  ),
  campaigns: [],
}

function achievement(
  key: string,
  criteria: Achievement['definition']['criteria'],
  points: number,
): Achievement {
  return {
    id: `00000000-0000-7000-8000-${key
      .padEnd(12, '0')
      .replace(/[^0-9a-f]/g, 'a')
      .slice(0, 12)}`,
    key,
    version: 1,
    definition: {
      name: key,
      description: '',
      criteria,
      rewards: { points },
      visibility: { active: true, show_progress: true, hidden: false },
      personalization: { priority: 1 },
      metadata: { category: 'any', rarity: 'common' },
    },
  }
}

const memberId = (n: number) => `00000000-0000-7000-8000-00000000000${n}`
const hmac = (n: number) => n.toString(16).padStart(32, '0')

const freshMember = (n: number): MemberState => ({
  brand_id: BRAND_ID,
  id: memberId(n),
  state: 'confirmed',
  marketing_consent: n % 2 === 0,
  points_balance: 0,
  points_owed: 0,
  points_held: 0,
  lifetime_points: 0,
  points_spent: 0,
  ledger_seq: 0,
  rank_key: 'bronze',
  scan_count: 0,
  redemption_count: 0,
  last_redemption_at: null,
  achievement_count: 0,
  referral_count: 0,
  referred_by: null,
  rank_offset: 0,
  ranks_rewarded: [],
  birth_month: null,
  last_scan_at: null,
  gift_sent: false,
  last_active_at: null,
  due_at: null,
  expiry_notified_at: null,
  rank_notified_at: null,
  rank_fell_at: null,
  created_at: AT,
})

type CodeKind = 'active' | 'generated' | 'void' | 'expired'

const code = (n: number, kind: CodeKind, msrpCents: number): CodeState => ({
  hmac: hmac(n),
  serial: n,
  batch_id: memberId(9),
  claimed_by: null,
  voided_at: null,
  batch_state: kind === 'expired' ? 'active' : kind,
  pin_hmac: null,
  pin_failures: 0,
  pin_locked_until: null,
  expires_at: kind === 'expired' ? '2026-02-01T00:00:00Z' : null,
  product: {
    id: memberId(8),
    sku: `SKU${n % 3}`,
    name: 'Product',
    product_line: null,
    form: n % 2 ? 'edible' : 'flower',
    strain_name: null,
    strain_type: null,
    size_label: null,
    msrp_cents: msrpCents,
    fixed_points: n % 5 === 0 ? 33 : null,
    potency_thc_percent: null,
    potency_cbd_percent: null,
    dominant_terpene: null,
    tags: [],
    description: null,
    art: {},
  },
})

const CODES = 12
const MEMBERS = 4

const scenario = fc.record({
  codes: fc.array(
    fc.record({
      kind: fc.constantFrom<CodeKind>('active', 'active', 'active', 'generated', 'void', 'expired'),
      msrpCents: fc.nat(500_000),
    }),
    { minLength: CODES, maxLength: CODES },
  ),
  scans: fc.array(
    // code 12 does not exist: unknown
    fc.record({ member: fc.nat(MEMBERS - 1), code: fc.nat(CODES), operation: fc.nat(40) }),
    { maxLength: 60 },
  ),
})

function run({
  codes,
  scans,
}: {
  codes: { kind: CodeKind; msrpCents: number }[]
  scans: { member: number; code: number; operation: number }[]
}) {
  const loaded = new LoadedState(
    Array.from({ length: MEMBERS }, (_, n) => freshMember(n)),
    codes.map(({ kind, msrpCents }, n) => {
      return { kind: 'code', brand_id: BRAND_ID, key: hmac(n), data: code(n, kind, msrpCents) } as const
    }),
  )
  const requests = scans.map((scan): ScanRequest => {
    const clientOpId = `00000000-0000-4000-8000-${scan.operation.toString().padStart(12, '0')}`
    return {
      program,
      memberId: memberId(scan.member),
      hmacs: [hmac(scan.code)],
      clientOpId,
      requestHash: hmac(scan.code),
      requestId: null,
      at: AT,
    }
  })
  const { results, writes } = decideAll(requests, loaded)
  const names = [...ACCOUNT_FRAGMENTS.map(({ name }) => name), 'claimed', 'attempts', 'orders']
  const tables = Object.fromEntries(
    writes
      .parameters()
      .slice(0, -1)
      .map((text, i) => [names[i], JSON.parse(text) as Record<string, never>[]]),
  )
  const { members, unlocks, ledger, counters, operations, actions, outbox, claimed, orders } = tables
  const written = { members, unlocks, entries: ledger, progress: counters, operations, actions, outbox }
  return { loaded, requests, results, claimed, orders, ...written }
}

const verdictIn = (result: unknown): Verdict | undefined =>
  result instanceof Error ? undefined : (JSON.parse((result as { answer: string }).answer).verdict as Verdict)

test('every claimable code is claimed at most once, by the first who scans it', () => {
  fc.assert(
    fc.property(scenario, input => {
      const { results, requests, claimed } = run(input)
      const winners = new Map<string, string>()
      results.forEach((result, i) => {
        const request = requests[i] as ScanRequest
        const decision = 'decision' in result ? result.decision : undefined
        if (decision?.kind !== 'claimed') return
        assert.ok(!winners.has(request.hmacs[0] as string), 'a second winner')
        winners.set(request.hmacs[0] as string, request.memberId)
      })
      assert.equal(claimed?.length, winners.size)
      for (const row of claimed ?? []) assert.equal(winners.get(String(row.hmac).slice(2)), row.claimed_by)
    }),
  )
})

test('the ledger is gapless, its balances follow from its amounts, and the member agrees with it', () => {
  fc.assert(
    fc.property(scenario, input => {
      const { entries = [], members = [], progress = [] } = run(input)
      for (const member of members as unknown as MemberState[]) {
        const own = (
          entries as unknown as { member_id: string; seq: number; amount: number; balance_after: number }[]
        ).filter(entry => entry.member_id === member.id)
        let balance = 0
        own.forEach((entry, i) => {
          balance += entry.amount
          assert.equal(entry.seq, i + 1)
          assert.equal(entry.balance_after, balance)
          assert.ok(entry.amount > 0)
        })
        assert.equal(member.points_balance, balance)
        assert.equal(member.lifetime_points, balance)
        assert.equal(member.ledger_seq, own.length)
        assert.equal(member.rank_key, rankFor(DEFAULT_LADDER, balance).key)
        const counted = (
          progress as unknown as { member_id: string; counters: Record<string, number> }[]
        ).find(row => row.member_id === member.id)
        assert.equal(counted?.counters.points_earned ?? 0, balance)
      }
    }),
  )
})

test('the same operation again answers the same bytes and writes nothing; with another code it is refused', () => {
  fc.assert(
    fc.property(scenario, input => {
      const { results, requests, operations = [] } = run(input)
      const first = new Map<string, { hash: string; answer: string }>()
      requests.forEach((request, i) => {
        const key = `${request.memberId}/${request.clientOpId}`
        const result = results[i]
        const known = first.get(key)
        if (known && known.hash !== request.requestHash) {
          assert.equal((result as { code?: string }).code, 'operation_reused')
        } else if (known) {
          assert.equal((result as { answer: string }).answer, known.answer)
        } else if (!['unknown', 'inactive'].includes(verdictIn(result) as string)) {
          first.set(key, { hash: request.requestHash, answer: (result as { answer: string }).answer })
        }
      })
      assert.equal(operations.length, first.size)
    }),
  )
})

test('an achievement unlocks once, and its counter is the number of scans that it counts', () => {
  fc.assert(
    fc.property(scenario, input => {
      const { unlocks = [], members = [], progress = [] } = run(input)
      const keys = (unlocks as unknown as { member_id: string; achievement_id: string }[]).map(
        row => `${row.member_id}/${row.achievement_id}`,
      )
      assert.equal(new Set(keys).size, keys.length)
      for (const member of members as unknown as MemberState[]) {
        const counted = (
          progress as unknown as { member_id: string; counters: Record<string, number> }[]
        ).find(row => row.member_id === member.id)
        assert.equal(counted?.counters.scans, member.scan_count)
        const hasThird = keys.includes(
          `${member.id}/${program.achievements.all.find(({ key }) => key === 'third')?.id}`,
        )
        assert.equal(hasThird, member.scan_count >= 3)
        assert.equal(member.achievement_count, keys.filter(key => key.startsWith(member.id)).length)
      }
    }),
  )
})

test('only who agreed to marketing has events, and every claim of theirs has one', () => {
  fc.assert(
    fc.property(scenario, input => {
      const { outbox = [], actions = [] } = run(input)
      const consenting = (id: unknown) => Number(String(id).at(-1)) % 2 === 0
      assert.ok(outbox.every((row: Record<string, never>) => consenting(row.member_id)))
      const scans = actions.filter((row: Record<string, never>) => consenting(row.member_id)).length
      assert.equal(
        outbox.filter((row: Record<string, never>) => row.name === ('product_scanned' as never)).length,
        scans,
      )
    }),
  )
})

test('the welcome streak: a gift at the first scan, double points at the second, a bonus at the third', () => {
  const { results, orders } = run({
    codes: Array.from({ length: CODES }, () => ({ kind: 'active', msrpCents: 1_000 })),
    scans: [1, 2, 4].map((n, i) => ({ member: 0, code: n, operation: i })),
  })
  const answers = results.map(result => JSON.parse((result as { answer: string }).answer))
  assert.deepEqual(
    answers.map(({ points_earned, multiplier, scan_number }) => [points_earned, multiplier, scan_number]),
    [
      [100, 1, 1],
      [200, 2, 2],
      [350, 1, 3],
    ],
  )
  assert.equal(orders?.length, 1)
  assert.equal(answers[0].gift.name, DEFAULT_SETTINGS.gift?.name)
  assert.equal(answers[1].gift, null)
  assert.equal(answers[2].achievements_unlocked[0].key, 'third')
})

import type { Plan } from '../plan.ts'
import type { Brand } from '../reference/brand.ts'
import { momentOf } from '../reference/calendar.ts'
import { newMember } from '../reference/member.ts'
import { keyOf, type Stage } from './stage.ts'

/** The model of a plan's brand as it begins; only the codes are the server's. */
export function modelOf(stage: Stage, { brand: plan }: Plan): Brand {
  const now = momentOf(plan.start, plan.zone)
  const rankKey = plan.ladder.ranks[0]?.key as string
  const nothing = { paused: false, undone: false, awards: 0, spent: 0 }
  const serials = new Map<number, number>()
  return {
    zone: plan.zone,
    now,
    settings: plan.settings,
    ladder: plan.ladder,
    achievements: plan.achievements.map((definition, i) => ({
      key: keyOf(i),
      versions: [definition],
      current: 1,
    })),
    campaigns: plan.campaigns.map((definition, age) => ({
      age,
      definition,
      version: 1,
      given: [],
      ...nothing,
    })),
    members: new Map(
      plan.members.map(({ consent, birthMonth }, i) => {
        const name = `member-${i}`
        return [
          name,
          { ...newMember({ name, consent, createdAt: now, confirmed: true, rankKey }), birthMonth },
        ]
      }),
    ),
    batches: plan.batches.map(({ active }) => (active ? 'active' : 'generated')),
    batchRules: plan.batches.map(() => ({
      voidSerials: new Set(),
      activeSerials: new Set(),
      expiresAt: null,
      isRecalled: false,
    })),
    codes: new Map(
      stage.codes.map(({ code, batch, pin }) => {
        const product = plan.products[plan.batches[batch]?.product ?? 0]
        if (!product) throw new Error('a batch of no product')
        serials.set(batch, (serials.get(batch) ?? 0) + 1)
        const serial = serials.get(batch) as number
        const pins = pin === null ? null : { failures: 0, lockedUntil: null }
        const nobodys = { state: 'free' as const, claimedBy: null, claimedIn: null }
        return [code, { batch, serial, product, pin: pins, ...nobodys }]
      }),
    ),
    rewards: plan.rewards.map(({ definition, stock }) => ({
      definition,
      isArchived: false,
      remaining: definition.kind === 'digital' ? (stock ?? 0) : stock,
      sold: 0,
      handedOut: 0,
    })),
    orders: [],
    referrals: [],
    disputes: [],
    imports: 0,
    actions: 0,
  }
}

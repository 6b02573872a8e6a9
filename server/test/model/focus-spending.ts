import type { LaneCommand, Phase, Plan } from './plan.ts'
import type { RewardDefinition } from './reference/configuration.ts'

const SAME: Phase['step'] = { days: 0, clock: 'same', minutes: 5 }

const PARCEL: RewardDefinition = {
  name: 'A reward',
  description: '',
  tags: [],
  kind: 'shipped',
  cost_points: 40,
  featured: false,
  active: true,
}

const phase = (...lanes: LaneCommand[][]): Phase => ({ step: SAME, serial: [], lanes })

const give = (member: number): LaneCommand => ({ do: 'adjust', member, points: 450, countsForRank: false })
const redeem = (member: number): LaneCommand => ({
  do: 'redeem',
  member,
  reward: 0,
  isStale: false,
  to: 'book',
})

const MEMBERS = [0, 1, 2, 3].map(() => ({ consent: true, birthMonth: null }))

/** The same brand with four members, one reward of so many, and codes that anybody can claim. */
const withStock = ({ brand }: Plan, stock: number): Plan['brand'] => ({
  ...brand,
  members: MEMBERS,
  achievements: [],
  campaigns: [],
  batches: [0, 1].map(() => ({ product: 0, codes: 6, active: true })),
  rewards: [{ definition: PARCEL, stock }],
})

/** Four members want the last ones at the same moment, again and again. */
export const lastOne = (plan: Plan): Plan => ({
  brand: withStock(plan, 5),
  phases: [
    phase(...MEMBERS.map((_, member) => [give(member), redeem(member)])),
    phase(...MEMBERS.map((_, member) => [redeem(member)])),
  ],
})

/** Members and operators cancel and pack the same orders at the same moment. */
export const changedMinds = (plan: Plan): Plan => {
  const cancel = (order: number): LaneCommand => ({ do: 'cancel', order })
  const cancelFor = (order: number): LaneCommand => ({ do: 'move', order, to: 'cancelled' })
  const pack = (order: number): LaneCommand => ({ do: 'move', order, to: 'processing' })
  return {
    brand: withStock(plan, 9),
    phases: [
      phase(...MEMBERS.map((_, member) => [give(member), redeem(member)])),
      phase(
        [cancel(0), cancelFor(1)],
        [cancelFor(0), cancel(1)],
        [pack(2), cancelFor(3)],
        [cancel(2), cancel(3)],
      ),
    ],
  }
}

/** The job looks at the same friends in several processes, while they scan. */
export const friends = (plan: Plan): Plan => {
  const brand = withStock(plan, 1)
  const { referrals } = brand.settings
  const settings = referrals
    ? { ...brand.settings, referrals: { ...referrals, enabled: true, referrer_points: 60, monthly_cap: 10 } }
    : brand.settings
  const join = (person: number): LaneCommand => {
    return { do: 'join', person, code: person, consent: true, friendOf: 0, doubt: 'none' }
  }
  const convert = (friend: number): LaneCommand => ({ do: 'convert', friend })
  const lost: LaneCommand = { do: 'return', code: 1, leave: 'reopen' }
  const scan = (code: number): LaneCommand => ({ do: 'scan', member: 4, code, late: false })
  const again: LaneCommand[] = [convert(0), convert(1)]
  return {
    brand: { ...brand, settings },
    // Who returns the only pack waits for another one: that scan, and the job in three processes.
    phases: [phase([join(1), lost]), phase([scan(7), ...again], again, again)],
  }
}

/** One member guesses the PIN of one pack. */
export const guesses = (plan: Plan): Plan => {
  const guess: LaneCommand = { do: 'scan', member: 0, code: 0, late: false, pin: 'wrong' }
  const right: LaneCommand = { ...guess, pin: 'right' }
  const three = (): LaneCommand[] => [{ ...guess }, { ...guess }, { ...guess }]
  return {
    brand: { ...withStock(plan, 1), batches: [{ product: 0, codes: 2, active: true, hasPins: true }] },
    phases: [phase(three(), three()), phase([{ ...guess }], [right])],
  }
}

/** Three members dispute the code of a fourth; operators settle the same disputes at the same moment. */
export const disputed = (plan: Plan): Plan => {
  const scan = (member: number): LaneCommand => ({ do: 'scan', member, code: 0, late: false })
  const dispute = (refused: number): LaneCommand => ({ do: 'dispute', refused })
  const settle = (number: number, award: 'move' | 'goodwill'): LaneCommand => {
    return { do: 'settle', dispute: number, award, points: award === 'move' ? null : 40, isBySupport: false }
  }
  return {
    brand: withStock(plan, 1),
    phases: [
      phase([scan(0), scan(1), scan(2), scan(3)]),
      phase([dispute(0), dispute(1), dispute(2)]),
      phase([settle(0, 'goodwill'), settle(1, 'move')], [settle(0, 'goodwill'), settle(2, 'move')]),
    ],
  }
}

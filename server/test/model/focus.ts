import type fc from 'fast-check'
import { changedMinds, disputed, friends, guesses, lastOne } from './focus-spending.ts'
import { anyEarningPlan, anyPlan } from './generate-plan.ts'
import { anySpendingPlan } from './generate-spending.ts'
import type { LaneCommand, Plan } from './plan.ts'
import type { Plant } from './plants.ts'

const scan = (code: number): LaneCommand => ({ do: 'scan', member: 0, code, late: false })

/**
 * Four lanes change the same member at once: scans, whose held points make no entries with numbers that collide, and
 * corrections, each of them a transaction of its own.
 */
function oneMember(plan: Plan): Plan {
  const correction: LaneCommand = { do: 'adjust', member: 0, points: 10, countsForRank: true }
  const lanes = (phase: number) =>
    [0, 1, 2, 3].map(lane =>
      [0, 1, 2].flatMap(i => {
        const one = scan(phase * 12 + lane * 3 + i)
        return lane < 2 ? [one] : [{ ...correction }, one]
      }),
    )
  return {
    brand: {
      ...plan.brand,
      settings: { ...plan.brand.settings, holds: { settle_after_hours: 24, review_from_scan_of_day: null } },
      members: plan.brand.members.slice(0, 1),
      batches: [0, 1].map(product => ({ product, codes: 12, active: true })),
    },
    phases: plan.phases.slice(0, 2).map((phase, i) => ({ ...phase, serial: [], lanes: lanes(i) })),
  }
}

/** Every operation is asked for again, at once and later. */
function repetitions(plan: Plan): Plan {
  const adjust: LaneCommand = { do: 'adjust', member: 0, points: 100, countsForRank: true }
  const again: LaneCommand = { do: 'again', of: 0, otherBody: false }
  return {
    ...plan,
    phases: plan.phases
      .slice(0, 2)
      .map((phase, i) => ({ ...phase, serial: [], lanes: [[i === 0 ? adjust : again], [again, scan(1)]] })),
  }
}

/** Newcomers whose forms are sent twice at the same moment. */
function newcomers(plan: Plan): Plan {
  const again: LaneCommand = { do: 'again', of: 0, otherBody: false }
  const join: LaneCommand = { do: 'join', person: 0, code: 0, consent: true }
  return {
    brand: { ...plan.brand, batches: [{ product: 0, codes: 4, active: true }] },
    phases: plan.phases
      .slice(0, 1)
      .map(phase => ({ ...phase, serial: [], lanes: [[join], [again], [again]] })),
  }
}

const FOCUS: Record<Plant['focus'], (plan: Plan) => Plan> = {
  one_member: oneMember,
  repetitions,
  newcomers,
  last_one: lastOne,
  changed_minds: changedMinds,
  friends,
  guesses,
  disputed,
  everything: plan => plan,
}

/** The brand that a kind of plan begins with. */
const FROM: Partial<Record<Plant['focus'], fc.Arbitrary<Plan>>> = {
  everything: anyPlan,
  last_one: anySpendingPlan,
  changed_minds: anySpendingPlan,
  friends: anySpendingPlan,
  guesses: anySpendingPlan,
  disputed: anySpendingPlan,
}

/** Plans that provoke what a planted bug breaks. */
export const plansFor = (focus: Plant['focus']): fc.Arbitrary<Plan> =>
  (FROM[focus] ?? anyEarningPlan).map(FOCUS[focus])

import fc from 'fast-check'
import type { LaneCommand, Phase } from './plan.ts'

const does = <What extends string>(what: What) => fc.constant(what)
const member = fc.nat(4)
/** Those that everybody scanned when the plan began. */
const code = fc.nat(5)

const anyScan = fc.record({
  do: does('scan'),
  member,
  code,
  late: fc.constant(false),
  pin: fc.constantFrom('right' as const, 'right' as const, 'none' as const),
})

const anyDispute = fc.record({
  do: does('dispute'),
  refused: fc.oneof({ weight: 9, arbitrary: fc.nat(8) }, fc.constant('never' as const)),
})

const anySettlement = fc
  .record({
    dispute: fc.nat(3),
    award: fc.constantFrom('move' as const, 'move' as const, 'goodwill' as const, 'refuse' as const),
    points: fc.constantFrom(40, 300, 6_000),
    isBySupport: fc.boolean(),
    isWrong: fc.constantFrom(...Array<boolean>(11).fill(false), true),
  })
  .map(({ isWrong, points, ...rest }) => ({
    do: 'settle' as const,
    ...rest,
    points: (rest.award === 'goodwill') !== isWrong ? points : null,
  }))

const anyErasure = fc.record({ do: does('erase'), member })

const anyRedemption = fc.record({
  do: does('redeem'),
  member,
  reward: fc.nat(3),
  isStale: fc.constant(false),
  to: does('book'),
})

const anyReturn = fc.record({
  do: does('return'),
  code,
  leave: fc.constantFrom('reopen' as const, 'void' as const),
})

const again = fc.record({ do: does('again'), of: fc.nat(80), otherBody: fc.constantFrom(false, false, true) })

const anyVoid = fc.record({ do: does('batch'), batch: fc.nat(2), as: does('void') })

const lanesOf = (command: fc.Arbitrary<LaneCommand>, most: number) =>
  fc.array(fc.array(command, { minLength: 1, maxLength: most, size: 'max' }), {
    minLength: 2,
    maxLength: 3,
    size: 'max',
  })

const phaseOf = (days: fc.Arbitrary<number>, lanes: fc.Arbitrary<LaneCommand[][]>): fc.Arbitrary<Phase> =>
  fc.record({
    step: fc.record({ days, clock: does('same'), minutes: fc.constantFrom(1, 61) }),
    serial: fc.constant([]),
    lanes,
  })

const anyOpening: fc.Arbitrary<LaneCommand> = fc.oneof(
  { weight: 12, arbitrary: anyDispute },
  { weight: 2, arbitrary: anyScan },
  { weight: 3, arbitrary: anyRedemption },
  { weight: 1, arbitrary: again },
)

const anyDecision: fc.Arbitrary<LaneCommand> = fc.oneof(
  { weight: 10, arbitrary: anySettlement },
  { weight: 2, arbitrary: anyReturn },
  { weight: 2, arbitrary: anyScan },
  { weight: 1, arbitrary: anyErasure },
  { weight: 1, arbitrary: anyVoid },
  { weight: 2, arbitrary: again },
)

/** Scans of what others have, what is disputed of it, and how it is settled while packs come back and members leave. */
export const anyDisputePhases: fc.Arbitrary<Phase[]> = fc.tuple(
  phaseOf(fc.constant(0), lanesOf(anyScan, 4)),
  phaseOf(fc.constantFrom(0, 0, 1, 29, 30), lanesOf(anyOpening, 3)),
  phaseOf(fc.constantFrom(0, 1, 8), lanesOf(anyDecision, 3)),
)

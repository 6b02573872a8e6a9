import fc from 'fast-check'
import { anyCost } from './generate-rewards.ts'
import type { LaneCommand, SerialCommand } from './plan.ts'

const member = fc.nat(4)
const reward = fc.nat(3)
const does = <What extends string>(what: What) => fc.constant(what)

const anyBatch = fc.record({
  do: does('batch'),
  batch: fc.nat(3),
  as: fc.constantFrom('activate' as const, 'activate' as const, 'activate' as const, 'void' as const),
})

const anyScan = fc.record({
  do: does('scan'),
  member,
  code: fc.nat(30),
  late: fc.constant(false),
  pin: fc.constantFrom(
    'right' as const,
    'right' as const,
    'wrong' as const,
    'wrong' as const,
    'none' as const,
  ),
})

/** Newcomers, members, and those who were imported; or, below, the friends of members. */
const anyJoin = fc.record({
  do: does('join'),
  person: fc.nat(5),
  code: fc.nat(30),
  consent: fc.boolean(),
})

const anyFriend = fc.record({
  do: does('join'),
  person: fc.nat(3),
  code: fc.nat(30),
  consent: fc.boolean(),
  friendOf: fc.nat(1),
  doubt: fc.constantFrom(
    'none' as const,
    'none' as const,
    'referrers_address' as const,
    'referrers_address' as const,
    'referrers_address' as const,
    'own_mailbox' as const,
    'disposable_mail' as const,
  ),
})

/** What lanes of members who spend do. */
export const anySpendingLane: fc.Arbitrary<LaneCommand> = fc.oneof(
  { weight: 6, arbitrary: anyScan },
  { weight: 1, arbitrary: anyJoin },
  { weight: 5, arbitrary: anyFriend },
  {
    weight: 12,
    arbitrary: fc.record({
      do: does('redeem'),
      member,
      reward,
      isStale: fc.constantFrom(false, false, false, false, false, true),
      to: fc.constantFrom('book' as const, 'book' as const, 'allowed' as const, 'forbidden' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: does('cancel'), order: fc.nat(6) }) },
  {
    weight: 7,
    arbitrary: fc.record({
      do: does('move'),
      order: fc.nat(6),
      to: fc.constantFrom(
        'next' as const,
        'next' as const,
        'next' as const,
        'next' as const,
        'processing' as const,
        'shipped' as const,
        'delivered' as const,
        'cancelled' as const,
      ),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: does('wish'), member, reward }) },
  { weight: 4, arbitrary: fc.record({ do: does('unwish'), member, reward }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: does('goal'), member, reward: fc.oneof(reward, fc.constant(null)) }),
  },
  { weight: 2, arbitrary: fc.record({ do: does('convert'), friend: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: does('vet'),
      friend: fc.nat(3),
      verdict: fc.constantFrom('allow' as const, 'block' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: does('respond'),
      member,
      card: fc.nat(1),
      response: fc.constantFrom('shown' as const, 'tapped' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: does('erase'), member }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: does('return'),
      code: fc.nat(30),
      leave: fc.constantFrom('reopen' as const, 'void' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: does('review'),
      hold: fc.nat(5),
      verdict: fc.constantFrom('released' as const, 'rejected' as const),
    }),
  },
  { weight: 1, arbitrary: anyBatch },
  {
    weight: 3,
    arbitrary: fc.record({
      do: does('again'),
      of: fc.nat(40),
      otherBody: fc.constantFrom(false, false, true),
    }),
  },
)

const batch = fc.nat(3)

/** What operators do meanwhile with rewards, codes and members. */
export const anySpendingSerial: fc.Arbitrary<SerialCommand> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: does('reward'),
      reward,
      change: fc.oneof(
        fc.record({ cost: anyCost }),
        fc.record({ add: fc.constantFrom(-1, 1, 2) }),
        fc.record({ vouchers: fc.constantFrom(1, 2) }),
        fc.constant('archive' as const),
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: does('range'),
      batch,
      as: fc.constantFrom('activate' as const, 'activate' as const, 'void' as const),
      from: fc.nat(6),
      length: fc.nat(3),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: does('expiry'), batch, days: fc.constantFrom(null, 0, 1, 2, 2, 30) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: does('recall'),
      batch,
      madeGood: fc.constantFrom('keep_points' as const, 'hold' as const, 'bonus' as const),
      bonus: fc.constantFrom(10, 75),
    }),
  },
  fc.record({ do: does('email') }),
  fc.record({ do: does('profile'), member, size: fc.constantFrom('S', 'M', 'XXL', null) }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: does('import'),
      rows: fc.array(fc.record({ points: fc.constantFrom(0, 30, 500), spent: fc.constantFrom(0, 0, 70) }), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: does('undo_import'), import: fc.nat(2) }) },
  anyBatch,
  fc.record({ do: does('consent'), member, granted: fc.boolean() }),
)

/** A bug that is planted to see that it is found: in the text of a module before it is loaded, or in the database. */
export interface Plant {
  what: string
  source?: { file: string; text: string; becomes: string }
  /** Done to the database of the run by its superuser. */
  sql?: string
  /** The kind of plan that provokes it. */
  focus:
    | 'one_member'
    | 'repetitions'
    | 'newcomers'
    | 'last_one'
    | 'changed_minds'
    | 'friends'
    | 'guesses'
    | 'disputed'
    | 'everything'
}

export const PLANTS: Record<string, Plant> = {
  index_dropped: {
    what: 'the unique index that keeps a claim from being stored twice is gone',
    sql: 'alter table claims drop constraint claims_pkey',
    focus: 'newcomers',
  },
  lock_removed: {
    what: 'members are read without being locked',
    source: {
      file: '/server/src/earning/load.ts',
      text: '\n  for no key update of m`',
      becomes: '`',
    },
    focus: 'one_member',
  },
  rounded_twice: {
    what: 'the base is rounded, and what the multipliers make of it once more',
    source: {
      file: '/server/src/points/points-for-scan.ts',
      text: 'const numerator = base.numerator * factor.numerator\n  const denominator = base.denominator * factor.denominator',
      becomes:
        'const numerator = ((2n * base.numerator + base.denominator) / (2n * base.denominator)) * factor.numerator\n  const denominator = factor.denominator',
    },
    focus: 'everything',
  },
  repeat_paid_again: {
    what: 'a repeatable achievement is unlocked twice in its first period',
    source: {
      file: '/server/src/achievements/rule.ts',
      text: 'standing.period === period',
      becomes: '(standing.period === period && standing.times > 1)',
    },
    focus: 'everything',
  },
  operation_ignored: {
    what: 'the stored answer of an operation is not looked for, and nothing else keeps it from being done twice',
    source: {
      file: '/server/src/activity/operate.ts',
      text: 'if (!row) return undefined',
      becomes: 'if (row || !row) return undefined',
    },
    sql: 'alter table operations drop constraint operations_pkey',
    focus: 'repetitions',
  },
  stock_unchecked: {
    what: 'one is taken from the stock whether there is one or not',
    source: {
      file: '/server/src/rewards/stock.ts',
      text: "      .where(eb => eb.or([eb('remaining', 'is', null), eb('remaining', '>', 0)])),",
      becomes: ',',
    },
    sql: 'alter table reward_stock drop constraint reward_stock_remaining_check',
    focus: 'last_one',
  },
  cancelled_twice: {
    what: 'an order is cancelled by its state before it was locked, and its points come back twice',
    source: {
      file: '/server/src/rewards/cancel-order.ts',
      text: 'return { ...order, state: (await lockOrderState(tx, order.id)) as OrderState }',
      becomes: 'return (await lockOrderState(tx, order.id)) ? order : order',
    },
    focus: 'changed_minds',
  },
  friend_paid_twice: {
    what: 'the job that pays for a friend does not look again under the lock',
    source: {
      file: '/server/src/referrals/convert-referral.ts',
      text: "if (referral?.state !== 'pending') return []\n  const [referrer",
      becomes: 'if (!referral) return []\n  const [referrer',
    },
    focus: 'friends',
  },
  price_unchecked: {
    what: 'a reward is redeemed at another price than the one that was shown',
    source: {
      file: '/server/src/rewards/redeem.ts',
      text: 'if (cost === expected) return',
      becomes: 'if (cost > 0 || expected > 0) return',
    },
    focus: 'everything',
  },
  pin_uncounted: {
    what: 'wrong PINs never lock a code',
    source: {
      file: '/server/src/scanning/pin.ts',
      text: 'const isLocked = failures >= PIN_TRIES',
      becomes: 'const isLocked = failures > 1_000 * PIN_TRIES',
    },
    focus: 'guesses',
  },
  settled_twice: {
    what: 'a dispute is settled by its state before it was locked, and its points come in twice',
    source: {
      file: '/server/src/scanning/disputes/settle-dispute.ts',
      text: "if (dispute.state !== 'open')",
      becomes: "if (found.state !== 'open')",
    },
    focus: 'disputed',
  },
  moved_from_another: {
    what: 'a disputed code is taken from whoever has it now, not from who was disputed',
    source: {
      file: '/server/src/scanning/disputes/move-code.ts',
      text: 'if (code?.claim_action_id === claim_action_id) return',
      becomes: 'if (code && claim_action_id) return',
    },
    focus: 'disputed',
  },
}

/** A bug that is planted to see that it is found: in the text of a module before it is loaded, or in the database. */
export interface Plant {
  what: string
  source?: { file: string; text: string; becomes: string }
  /** Done to the database of the run by its superuser. */
  sql?: string
  /** The kind of plan that provokes it. */
  focus: 'one_member' | 'repetitions' | 'newcomers' | 'everything'
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
}

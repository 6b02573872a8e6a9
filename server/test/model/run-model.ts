import fc from 'fast-check'
import { ledgerFaults } from '../invariants.ts'
import { describePlan } from './describe.ts'
import { plansFor } from './focus.ts'
import { openTheatre, type Theatre } from './harness/stage.ts'
import type { Plan } from './plan.ts'
import type { Plant } from './plants.ts'
import { runPlan } from './run-plan.ts'

export interface ModelOptions {
  /** The first seed; the following ones are its successors. */
  seed: number
  seeds: number
  /** How long a failure is made smaller; 0 shows it as it was found. */
  shrinkMs: number
  /** A bug whose source is planted already: its plans, and what it does to the database. */
  plant?: Plant
  stop?: AbortSignal
  tell?(seed: number): void
}

export interface ModelReport {
  seeds: number
  /** The first seed on which the server and the model differ, with the smallest plan that was found. */
  failure: { seed: number; difference: string; plan: string } | null
  /** How many actions of each name there were, entries of each reason, and what became of orders, friends and codes. */
  happened: Map<string, number>
}

/** Plays the plan of each seed on a brand of its own, until the server and the model differ. */
export async function runModel(options: ModelOptions): Promise<ModelReport> {
  const theatre = await openTheatre()
  try {
    if (options.plant?.sql) await theatre.admin.query(options.plant.sql)
    for (let i = 0; i < options.seeds && !options.stop?.aborted; i++) {
      const seed = options.seed + i
      const failure = await runSeed(theatre, seed, options)
      if (failure) return { seeds: i + 1, failure: { seed, ...failure }, happened: new Map() }
      options.tell?.(seed)
    }
    const [fault] = await ledgerFaults(theatre.admin)
    const failure = fault && {
      seed: options.seed,
      difference: `the books: ${fault.fault}`,
      plan: fault.member_id,
    }
    return { seeds: options.seeds, failure: failure ?? null, happened: await readHappened(theatre) }
  } finally {
    await theatre.close()
  }
}

const HAPPENED = `
  select name as what, count(*)::int as count from actions group by 1
  union all select reason, count(*)::int from ledger_entries group by 1
  union all select 'order ' || state, count(*)::int from order_events group by 1
  union all select 'friend ' || state, count(*)::int from referrals group by 1
  union all select 'run ' || kind, count(*)::int from runs group by 1
  union all select 'code ' || verdict, count(*)::int from code_attempts group by 1
  union all select 'dispute ' || state, count(*)::int from disputes group by 1
  union all select 'voucher', count(*)::int from reward_vouchers where order_id is not null
  order by 1`

async function readHappened({ admin }: Theatre): Promise<Map<string, number>> {
  const { rows } = await admin.query<{ what: string; count: number }>(HAPPENED)
  return new Map(rows.map(({ what, count }) => [what, count]))
}

async function runSeed(theatre: Theatre, seed: number, { shrinkMs, plant }: ModelOptions) {
  const plans = plansFor(plant?.focus ?? 'everything')
  const property = fc.asyncProperty(plans, async plan => {
    const difference = await differenceOf(theatre, plan)
    if (difference) throw new Error(difference)
  })
  const result = await fc.check(property, {
    seed,
    numRuns: 1,
    endOnFailure: shrinkMs === 0,
    ...(shrinkMs > 0 ? { interruptAfterTimeLimit: shrinkMs } : {}),
  })
  if (!result.failed || !result.counterexample) return null
  const [plan] = result.counterexample
  const { message } = (result.errorInstance ?? {}) as { message?: string }
  return { difference: message ?? 'unknown', plan: describePlan(plan) }
}

/** What the harness throws is a difference as well: the server did what the model has no words for. */
async function differenceOf(theatre: Theatre, plan: Plan): Promise<string | null> {
  try {
    return await runPlan(theatre, plan)
  } catch (error) {
    return (error as Error).stack ?? String(error)
  }
}

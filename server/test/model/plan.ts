import type {
  AchievementDefinition,
  CampaignDefinition,
  Ladder,
  Product,
  Settings,
} from './reference/configuration.ts'

/** A code of the brand by its number; one that nobody printed, or one of another brand. */
export type CodeRef = number | 'unknown' | 'foreign'

export interface BatchCommand {
  do: 'batch'
  batch: number
  as: 'activate' | 'void'
}

/** What one lane does while the others do theirs. Members, codes and holds are numbers, taken modulo what there is. */
export type LaneCommand =
  | { do: 'scan'; member: number; code: CodeRef; late: boolean }
  | { do: 'join'; person: number; code: CodeRef; consent: boolean }
  | { do: 'adjust'; member: number; points: number; countsForRank: boolean }
  | { do: 'return'; code: number; leave: 'reopen' | 'void' }
  | { do: 'review'; hold: number; verdict: 'released' | 'rejected' }
  | BatchCommand
  /** The same client_op_id as that command of the plan, with its body or with another one. */
  | { do: 'again'; of: number; otherBody: boolean }

/** What operators and the calendar do while all lanes stand still. */
export type SerialCommand =
  | { do: 'settings'; patch: Partial<Settings> }
  | { do: 'ladder'; ladder: Ladder }
  | { do: 'publish'; achievement: number; definition: AchievementDefinition; backFill: boolean }
  | { do: 'rollback'; achievement: number; version: number }
  | { do: 'campaign'; definition: CampaignDefinition }
  | { do: 'mark'; campaign: number; as: 'pause' | 'resume' | 'undo' }
  | BatchCommand
  | { do: 'consent'; member: number; granted: boolean }

export type Command = LaneCommand | SerialCommand

/** How far the clock moves: days of the brand's calendar, to the same time or to an edge of the day, then minutes. */
export interface Step {
  days: number
  clock: 'same' | 'first_moment' | 'last_minute'
  minutes: number
}

export interface Phase {
  step: Step
  serial: SerialCommand[]
  lanes: LaneCommand[][]
}

export interface BrandPlan {
  zone: string
  /** Wall clock in the zone. */
  start: string
  settings: Settings
  ladder: Ladder
  achievements: AchievementDefinition[]
  campaigns: CampaignDefinition[]
  products: Product[]
  members: { consent: boolean; birthMonth: number | null }[]
  batches: { product: number; codes: number; active: boolean }[]
}

export interface Plan {
  brand: BrandPlan
  phases: Phase[]
}

/** The lane commands of a plan in one order: what `again` counts in. */
export const laneCommands = ({ phases }: Pick<Plan, 'phases'>): LaneCommand[] =>
  phases.flatMap(({ lanes }) => lanes.flat())

/** The command whose operation this one repeats: itself, or what `again` leads to; undefined when that is another one. */
export function repeated(plan: Pick<Plan, 'phases'>, command: LaneCommand): LaneCommand | undefined {
  if (command.do !== 'again') return command
  const all = laneCommands(plan)
  const found = all[command.of % all.length]
  return found?.do === 'again' ? undefined : found
}

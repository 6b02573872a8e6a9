import type {
  AchievementDefinition,
  CampaignDefinition,
  Ladder,
  Product,
  RewardDefinition,
  Settings,
} from './reference/configuration.ts'
import type { Settlement } from './reference/disputes.ts'
import type { Doubt } from './reference/friends.ts'
import type { Pin } from './reference/pins.ts'
import type { Destination, OrderState } from './reference/rewards.ts'

/** A code of the brand by its number; one that nobody printed, or one of another brand. */
export type CodeRef = number | 'unknown' | 'foreign'

export interface BatchCommand {
  do: 'batch'
  batch: number
  as: 'activate' | 'void'
}

/** What members do about rewards, wishes and friends. */
export type SpendingCommand =
  | { do: 'redeem'; member: number; reward: number; isStale: boolean; to: Destination }
  /** By the member whose order it is. */
  | { do: 'cancel'; order: number }
  | { do: 'move'; order: number; to: Exclude<OrderState, 'unconfirmed' | 'pending'> | 'next' }
  | { do: 'wish' | 'unwish'; member: number; reward: number }
  /** Null: to work towards nothing. */
  | { do: 'goal'; member: number; reward: number | null }
  /** The job that looks at a friend. */
  | { do: 'convert'; friend: number }
  | { do: 'vet'; friend: number; verdict: 'allow' | 'block' }
  | { do: 'respond'; member: number; card: number; response: 'shown' | 'tapped' | 'dismissed' }
  | { do: 'erase'; member: number }
  /** A scan of an earlier phase that said that another has the code, or a code that was never scanned. */
  | { do: 'dispute'; refused: number | 'never' }
  | ({ do: 'settle'; dispute: number } & Settlement)

/** What one lane does while the others do theirs. Members, codes and holds are numbers, taken modulo what there is. */
export type LaneCommand =
  | SpendingCommand
  | { do: 'scan'; member: number; code: CodeRef; late: boolean; pin?: Pin }
  | { do: 'join'; person: number; code: CodeRef; consent: boolean; friendOf?: number; doubt?: Doubt }
  | { do: 'adjust'; member: number; points: number; countsForRank: boolean }
  | { do: 'return'; code: number; leave: 'reopen' | 'void' }
  | { do: 'review'; hold: number; verdict: 'released' | 'rejected' }
  | BatchCommand
  /** The same client_op_id as that command of the plan, with its body or with another one. */
  | { do: 'again'; of: number; otherBody: boolean }

export interface RewardChange {
  do: 'reward'
  reward: number
  change: { cost: number } | { add: number } | { vouchers: number } | 'archive'
}

/** The serials that a command means, of a batch of so many codes. */
export function serialsOf({ from, length }: { from: number; length: number }, count: number) {
  const first = (from % count) + 1
  return { from: first, to: Math.min(count, first + length) }
}

/** What operators and the calendar do while all lanes stand still. */
export type SerialCommand =
  | RewardChange
  | { do: 'range'; batch: number; as: 'activate' | 'void'; from: number; length: number }
  /** Days from now; null: for ever. */
  | { do: 'expiry'; batch: number; days: number | null }
  | { do: 'recall'; batch: number; madeGood: 'keep_points' | 'hold' | 'bonus'; bonus: number }
  /** A member changes the e-mail, and the new address agrees. */
  | { do: 'email' }
  | { do: 'profile'; member: number; size: string | null }
  | { do: 'import'; rows: { points: number; spent: number }[] }
  | { do: 'undo_import'; import: number }
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
  batches: { product: number; codes: number; active: boolean; hasPins?: boolean }[]
  /** With the stock, or the number of vouchers; null: no end of it. */
  rewards: { definition: RewardDefinition; stock: number | null }[]
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

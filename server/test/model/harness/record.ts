import type { SerialCommand } from '../plan.ts'
import type { Settlement } from '../reference/disputes.ts'
import type { Doubt } from '../reference/friends.ts'
import type { Pin } from '../reference/pins.ts'
import type { Destination, OrderState } from '../reference/rewards.ts'

/** What one lane asked of the server, as it was sent. */
export type Asked =
  | { do: 'scan'; op: string; member: string; code: string; late: boolean; pin: Pin }
  | {
      do: 'claim'
      op: string
      email: string
      code: string
      consent: boolean
      /** Through whose code; the doubt is what the two have in common. */
      friendOf: { referrer: string; doubt: Doubt } | null
    }
  /** The newest link that was mailed; `op` is that of the claim it came from. */
  | { do: 'consume'; op: string; email: string }
  | { do: 'adjust'; op: string; member: string; points: number; countsForRank: boolean }
  | { do: 'return'; op: string; code: string; leave: 'reopen' | 'void' }
  /** Has no operation: `op` is a name for it. */
  | { do: 'batch'; op: string; batch: number; as: 'activate' | 'void' }
  | { do: 'review'; op: string; hold: string; verdict: 'released' | 'rejected' }
  | AskedDeed
  /** A scan with a wrong PIN, which is counted: no lane asks for it, the court finds it among the scans. */
  | { do: 'guess'; op: string; member: string; code: string; pin: Pin }

/** Orders and friends are named by the server's ids, rewards by their numbers. */
export type AskedDeed =
  | { do: 'redeem'; op: string; member: string; reward: number; cost: number; to: Destination }
  | { do: 'cancel'; op: string; member: string; order: string }
  | { do: 'move'; op: string; order: string; to: OrderState }
  | { do: 'wish' | 'unwish'; op: string; member: string; reward: number }
  | { do: 'goal'; op: string; member: string; reward: number | null }
  | { do: 'convert'; op: string; friend: string }
  | { do: 'vet'; op: string; referral: string; friend: string; verdict: 'allow' | 'block' }
  | { do: 'respond'; op: string; member: string; card: string; response: string }
  | { do: 'erase'; op: string; member: string }
  | { do: 'dispute'; op: string; member: string; code: string; message: string }
  | ({ do: 'settle'; op: string; dispute: string; by: string; code: string } & Settlement)

/** Each of these has an effect of its own: no operation is kept, and the same again is asked anew. */
const UNKEPT: ReadonlySet<string> = new Set(['batch', 'unwish', 'goal', 'convert'])
export const isUnkept = ({ do: what }: Asked): boolean => UNKEPT.has(what)

/** A request and its answer. `sent` and `answered` count all sendings and answers of a run, in one order. */
export interface Attempt {
  /** The command's number in the plan. */
  number: number
  asked: Asked
  sent: number
  answered: number
  status: number
  /** The server's name for the request, which its actions carry. */
  requestId: string | null
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: compared with what the model says
  body: any
}

/** What operators did while the lanes stood still; `done` when the server took it. */
export interface SerialRecord {
  command: SerialCommand
  done: boolean
  status: number
  /** Whom it was about. */
  member?: string
  /** Codes of the packs that were recalled, in the order in which their claimants were told. */
  packs?: string[]
  /** Names of those who were imported. */
  names?: string[]
}

export interface PhaseRecord {
  at: number
  /** Friends whom the jobs looked at when the phase began, in order. */
  converted: string[]
  serial: SerialRecord[]
  /** An id: those of what the lanes did are greater. */
  lanesFrom: string
  attempts: Attempt[]
}

/** Two requests with the same id are the same operation when this is equal. */
export const bodyOf = (asked: Asked): string => {
  const { op: _, ...body } = asked
  return JSON.stringify('late' in body ? { ...body, late: false } : body)
}

import type { SerialCommand } from '../plan.ts'

/** What one lane asked of the server, as it was sent. */
export type Asked =
  | { do: 'scan'; op: string; member: string; code: string; late: boolean }
  | { do: 'claim'; op: string; email: string; code: string; consent: boolean }
  /** The newest link that was mailed; `op` is that of the claim it came from. */
  | { do: 'consume'; op: string; email: string }
  | { do: 'adjust'; op: string; member: string; points: number; countsForRank: boolean }
  | { do: 'return'; op: string; code: string; leave: 'reopen' | 'void' }
  /** Has no operation: `op` is a name for it. */
  | { do: 'batch'; op: string; batch: number; as: 'activate' | 'void' }
  | { do: 'review'; op: string; hold: string; verdict: 'released' | 'rejected' }

/** A request and its answer. `sent` and `answered` count all sendings and answers of a run, in one order. */
export interface Attempt {
  /** The command's number in the plan. */
  number: number
  asked: Asked
  sent: number
  answered: number
  status: number
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: compared with what the model says
  body: any
}

/** What operators did while the lanes stood still; `done` when the server took it. */
export interface SerialRecord {
  command: SerialCommand
  done: boolean
  status: number
}

export interface PhaseRecord {
  at: number
  serial: SerialRecord[]
  attempts: Attempt[]
}

/** Two requests with the same id are the same operation when this is equal. */
export const bodyOf = (asked: Asked): string => {
  const { op: _, ...body } = asked
  return JSON.stringify('late' in body ? { ...body, late: false } : body)
}

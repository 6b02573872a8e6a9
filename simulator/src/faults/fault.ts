import type { RetryAfterStyle } from '../knobs/retry-after.ts'

/** Kinds that are an answer of that status: nothing is kept, and the caller is told so. */
export const statusKinds = ['400', '401', '403', '408', '413', '429', '500', '502', '503', '504'] as const
export type StatusKind = (typeof statusKinds)[number]

export const faultKinds = [
  ...statusKinds,
  /** The connection is cut before the body is read. */
  'refuse',
  /** Every connection is reset, new ones before a byte is read. */
  'outage',
  /** The connection is reset when the body has been read and nothing was done. */
  'reset_before_commit',
  /** Everything is kept, and the connection is reset. */
  'reset_after_commit',
  /** Everything is kept, and the connection closes without an answer, after `ms` of silence if any are given. */
  'commit_then_no_answer',
  /** Everything is kept, and the answer's body ends halfway. */
  'cut_body',
  /** Everything is kept, and the answer is 200 without a body. */
  'empty_body',
  /** A batch's answer lists an error of an operation that the batch does not have. */
  'unknown_index',
  /** The answer is as if all were well, and nothing was kept. Nobody can notice; it is for who comes too fast. */
  'silent_drop',
  /** The request waits for `ms` first. */
  'slow',
] as const
export type FaultKind = (typeof faultKinds)[number]

export type Fault = {
  kind: FaultKind

  // Whom it befalls: every request, or those to which all of these apply.
  api?: Api
  workspace?: string
  /** Only requests that hold an operation about someone with this identifier. */
  person?: string
  /** From and until so many milliseconds after the list was set. */
  from_ms?: number
  until_ms?: number

  // How often, of those: always, or as these say together.
  /** The share, drawn from the seed. */
  rate?: number
  /** Only the nth. */
  nth?: number
  /** Each nth. */
  every?: number
  /** How many in a row, once it befalls one. */
  burst?: number
  /** It ends after so many. */
  count?: number

  // What it looks like.
  /** An error in HTML, as a proxy in between would answer. */
  html?: boolean
  retry_after?: RetryAfterStyle
  ms?: number
}

export type Api = 'track' | 'app'

/** What is known of a request when it is decided what befalls it. */
export type Circumstances = { api: Api; isBatch: boolean; workspace: string | null; now_ms: number }

/** Whether the operations of a request that this befalls are done all the same. */
export function isCommitted({ kind }: Fault): boolean {
  return isUnheard(kind) || kind === 'slow' || kind === 'unknown_index'
}

/** Whether what was done never reaches the caller, or not in a form that can be read. */
export function isUnheard(kind: FaultKind): boolean {
  return ['commit_then_no_answer', 'reset_after_commit', 'cut_body', 'empty_body'].includes(kind)
}

/**
 * Why a mail was not handed over: `refused` for good, `busy` (told to come later), `no_answer` (not reached, or not known
 * whether it was taken), `set_up` (the brand has nothing to send it with).
 */
export type FailureKind = 'refused' | 'busy' | 'no_answer' | 'set_up'

/** A mail that was not accepted. Its message holds no address, and it carries no cause, which might. */
export class MailRefused extends Error {
  override name = 'MailRefused'
  readonly kind: FailureKind

  constructor(kind: FailureKind, message: string) {
    super(withoutAddresses(message).slice(0, 300))
    this.kind = kind
  }

  /** Whether the same may be accepted a little later. */
  get mayRetry(): boolean {
    return this.kind === 'busy' || this.kind === 'no_answer'
  }
}

/** What the other side says often repeats whom the mail was for. */
export const withoutAddresses = (text: string) =>
  text.replace(/[^\s<>()[\]"',;:=]*@[^\s<>()[\]"',;]*/g, '[address]')

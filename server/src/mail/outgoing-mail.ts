import type { WrittenMail } from './compose-mail.ts'

/** A mail as it is handed over. Its id makes the Message-ID, which a second try does not change. */
export interface OutgoingMail extends WrittenMail {
  id: string
  memberId: string
  recipient: string
}

/** What takes mail. `hand` gives it one mail, once, and answers what it calls it there; throws MailRefused. */
export interface Transport {
  hand(mail: OutgoingMail): Promise<string>
}

/** Longer than this nobody waits for an answer; the mail is then tried again, once. */
export const HAND_OVER_MS = 15_000

/** Says that no person wrote it, so that no absence note answers it. */
export const AUTO_SUBMITTED = { 'Auto-Submitted': 'auto-generated' }

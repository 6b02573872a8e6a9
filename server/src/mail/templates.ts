import type { MailBrand, WrittenMail } from './compose-mail.ts'
import {
  type EmailLinkPayload,
  writeEmailConfirmMail,
  writeEmailNoticeMail,
  writeEmailTakenMail,
} from './email-change-mails.ts'
import { type RecallPayload, writeRecallMail } from './recall-mail.ts'
import { type SignInPayload, writeSignInMail } from './sign-in-mail.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** What each kind of mail is written from. */
export interface Payloads {
  sign_in: SignInPayload
  email_confirm: EmailLinkPayload
  email_notice: EmailLinkPayload
  email_taken: Record<string, never>
  recall: RecallPayload
}

export type Template = keyof Payloads

/** Somebody sits there and waits for it. */
const AWAITED = -20
/** Goes to many at once. */
const TO_MANY = -10

/**
 * Every kind of mail: how it is written, after how long it would come too late to be sent, and which go first, the
 * smaller number before.
 */
export const TEMPLATES: {
  [T in Template]: {
    validMs: number
    priority: number
    write(brand: MailBrand, payload: Payloads[T]): WrittenMail
  }
} = {
  sign_in: { validMs: 10 * MINUTE_MS, priority: AWAITED, write: writeSignInMail },
  email_confirm: { validMs: DAY_MS, priority: AWAITED, write: writeEmailConfirmMail },
  email_notice: { validMs: DAY_MS, priority: AWAITED, write: writeEmailNoticeMail },
  email_taken: { validMs: DAY_MS, priority: AWAITED, write: writeEmailTakenMail },
  recall: { validMs: 7 * DAY_MS, priority: TO_MANY, write: writeRecallMail },
}

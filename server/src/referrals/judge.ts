import type { ReferralRules } from '../tenancy/index.ts'

/** What speaks against a referral, with the words that operators read. */
export const REASONS = {
  own_mailbox: 'The friend’s mailbox is the referrer’s',
  known_mailbox: 'The friend’s mailbox is another member’s',
  disposable_mail: 'The friend’s e-mail is of a provider of throw-away mailboxes',
  monthly_cap: 'As many friends of the referrer as may count this month have counted',
  referrers_address: 'The friend lives at the referrer’s address',
  crowded_address: 'More members than usual live at the friend’s address',
  crowded_device: 'More members than usual use the friend’s browser',
  member_gone: 'One of the two has left',
  blocked: 'An operator blocked it',
} as const
export type Reason = keyof typeof REASONS

/** What two members have in common with each other and with the rest. */
export interface Evidence {
  /** Whether the friend's mailbox is the referrer's, and of how many members it is. */
  mailbox: { isReferrers: boolean; members: number }
  address: { isReferrers: boolean; members: number }
  device: { members: number }
  isDisposable: boolean
  /** How many of the referrer's friends have counted this month. */
  convertedThisMonth: number
}

export interface Judgement {
  state: 'converted' | 'review' | 'rejected'
  reasons: Reason[]
}

/** Whether a referral counts, is refused, or is for an operator to look at: families and shared phones are honest too. */
export function judge(evidence: Evidence, rules: ReferralRules): Judgement {
  const { mailbox, address, device } = evidence
  const certain = namesOf({
    own_mailbox: mailbox.isReferrers,
    known_mailbox: !mailbox.isReferrers && mailbox.members > 1,
    disposable_mail: evidence.isDisposable,
    monthly_cap: evidence.convertedThisMonth >= rules.monthly_cap,
  })
  const doubtful = namesOf({
    referrers_address: address.isReferrers,
    crowded_address: address.members > rules.members_per_address,
    crowded_device: device.members > rules.members_per_device,
  })
  const reasons = [...certain, ...doubtful]
  if (reasons.length === 0) return { state: 'converted', reasons }
  const isRefused = certain.length > 0 || rules.doubtful === 'reject'
  return { state: isRefused ? 'rejected' : 'review', reasons }
}

const namesOf = (found: Partial<Record<Reason, boolean>>): Reason[] =>
  (Object.keys(found) as Reason[]).filter(reason => found[reason])

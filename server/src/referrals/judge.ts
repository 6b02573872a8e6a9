import type { ReferralRules } from '../tenancy/index.ts'

/** What speaks against a referral, with the words that operators read. */
export const REASONS = {
  own_mailbox: 'The friend’s mailbox is the referrer’s',
  known_mailbox: 'The friend’s mailbox is another member’s',
  disposable_mail: 'The friend’s e-mail is of a provider of throw-away mailboxes',
  monthly_cap: 'As many friends of the referrer as may count this month have counted',
  referrers_address: 'The friend lives with the referrer, and others or one browser do as well',
  crowded_address: 'More members than usual live at the friend’s address',
  crowded_device: 'More members than usual use the friend’s browser',
  crowded_building: 'Several friends of the referrer live in one building',
  one_pack_friends: 'The referrer’s latest friends scanned one pack each and did not come back',
  member_gone: 'One of the two has left',
  blocked: 'An operator blocked it',
} as const
export type Reason = keyof typeof REASONS

/** What two members have in common with each other and with the rest. */
export interface Evidence {
  /** Whether the friend's mailbox is the referrer's, and of how many members it is. */
  mailbox: { isReferrers: boolean; members: number }
  address: { isReferrers: boolean; members: number }
  device: { isReferrers: boolean; members: number }
  /** Of the referrer and those whom the referrer brought lately. */
  company: Company
  isDisposable: boolean
  /** How many of the referrer's friends have counted this month. */
  convertedThisMonth: number
}

/** What the friend has in common with the referrer and the referrer's other friends of the last weeks. */
export interface Company {
  /** How many of them live in the friend's building, whatever the door. */
  inBuilding: number
  /** The referrer's friends of the last weeks who have had a day and more to come back. */
  friends: number
  /** How many of those friends scanned a second pack. */
  cameBack: number
}

/** Two people who live together may bring each other; it takes a third to be doubtful. */
const COUPLE = 2
const NEIGHBOURS_MAX = 1
/** So many friends in some weeks of whom nobody came back do not exist. */
const ONE_PACK_FRIENDS_MAX = 2

export interface Judgement {
  state: 'converted' | 'review' | 'rejected'
  reasons: Reason[]
}

/** Whether a referral counts, is refused, or is for an operator to look at: families and shared phones are honest too. */
export function judge(evidence: Evidence, rules: ReferralRules): Judgement {
  const { mailbox, address, device, company } = evidence
  const certain = namesOf({
    own_mailbox: mailbox.isReferrers,
    known_mailbox: !mailbox.isReferrers && mailbox.members > 1,
    disposable_mail: evidence.isDisposable,
    monthly_cap: evidence.convertedThisMonth >= rules.monthly_cap,
  })
  const doubtful = namesOf({
    referrers_address: address.isReferrers && (address.members > COUPLE || device.isReferrers),
    crowded_address: address.members > rules.members_per_address,
    crowded_device: device.members > rules.members_per_device,
    crowded_building: company.inBuilding > NEIGHBOURS_MAX,
    one_pack_friends: company.friends > ONE_PACK_FRIENDS_MAX && company.cameBack === 0,
  })
  const reasons = [...certain, ...doubtful]
  if (reasons.length === 0) return { state: 'converted', reasons }
  const isRefused = certain.length > 0 || rules.doubtful === 'reject'
  return { state: isRefused ? 'rejected' : 'review', reasons }
}

const namesOf = (found: Partial<Record<Reason, boolean>>): Reason[] =>
  (Object.keys(found) as Reason[]).filter(reason => found[reason])

export * from './earning.ts'

export const home = {
  title: 'Home',
  balance: 'Your balance',
  toNext: (points: string, rank: string) => `${points} to ${rank}`,
  topRank: 'The highest rank.',
  earns: (multiplier: string) => `earns ×${multiplier}`,
  why: 'Why am I seeing this?',
  forYou: 'For you',
  recent: 'Lately',
  goal: 'Your goal',
  goalNeeds: (points: string) => `${points} to go`,
  goalReached: 'You got there.',
  allHistory: 'All history',
  emptyTitle: 'Your first points are one scan away',
  emptyBody: 'Open a pack, find the code under the seal, and scan it.',
  scanNow: 'Scan a pack',
  balanceNow: (points: string) => `Your balance is now ${points}.`,
  unlockedNow: (name: string) => `Achievement unlocked: ${name}.`,
}

export const scan = {
  title: 'Enter your code',
  body: 'It is printed under the seal, in groups of four.',
  label: 'Code on the pack',
  hint: 'Capitals or not, with or without hyphens: all is fine.',
  submit: 'Check this code',
  typed: (typed: number) => `${typed} of 16 characters`,
  foreign: (character: string) => `“${character}” is never part of a code. Look at that place again.`,
  wrongCheck: 'One character is off. Compare it with the pack once more.',
  tooLong: 'That is longer than a code. It has 16 characters and a check character.',
  incomplete: (missing: number) =>
    missing === 1 ? 'One character is missing.' : `${missing} characters are missing.`,
}

export const history = {
  title: 'History',
  more: 'Show more',
  end: 'That is everything.',
  emptyTitle: 'Nothing here yet',
  emptyBody: 'Each scan and each reward will be listed here, with the balance after it.',
  today: 'Today',
  yesterday: 'Yesterday',
  balanceAfter: (balance: string) => `Balance ${balance}`,
  held: (points: string) => `${points} went on hold`,
  unlocked: (names: string) => `Unlocked: ${names}`,
  entries: 'What it was made of',
  /** By the ledger's own reason. */
  reason: {
    scan: 'Pack',
    campaign: 'Campaign',
    achievement: 'Achievement',
    rank: 'New rank',
    adjustment: 'By support',
    reversal: 'Taken back',
    expiry: 'Expired',
    repayment: 'Paid off what you owed',
    redemption: 'Reward',
    referral: 'Friend',
  } as Record<string, string>,
}

export const profile = {
  title: 'Profile',
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  email: 'E-mail',
  unconfirmed: 'not confirmed yet',
  save: 'Save name',
  saved: 'Saved.',
  consentTitle: 'Mail from us',
  consent: (brand: string) => `${brand} may write to me about products and offers`,
  consentSince: (day: string) => `Changed on ${day}`,
  memberSince: (day: string) => `Member since ${day}`,
  referralCode: 'Your code for friends',
  birthMonth: 'Month of birth',
  birthMonthChoose: 'Choose',
  birthMonthHint: 'For a birthday extra. It can be set once; the day and the year stay yours.',
  birthMonthSave: 'Save month',
  signOut: 'Sign out',
}

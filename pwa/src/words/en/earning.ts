export const days = {
  today: 'the end of today',
  todayAt: (time: string) => `${time} today`,
  onToday: (time: string) => `today at ${time}`,
  on: (day: string) => `on ${day}`,
  soon: 'soon',
}

export const points = {
  balance: 'Your balance',
  settling: (when: string) => `They arrive ${when}.`,
  review: 'A person looks at this first. They arrive after that.',
  since: (day: string) => `Scanned on ${day}.`,
  owed: (points: string) => `You owe ${points}`,
  owedBody:
    'More was taken back than you had left, as when a pack is returned. What you earn next pays it off first.',
  multiplier: (multiplier: string) => `×${multiplier} on every scan`,
  until: (end: string) => `Until ${end}.`,
  expiry: 'How long they last',
  lastDay: (day: string) => `Until ${day}`,
  forEver: 'No end',
  allForEver: (word: string) => `Your ${word} have no end date.`,
  none: 'Nothing to spend yet. Each scan adds to it.',
  expiring: (points: string, day: string) => `${points} until ${day}`,
  onTheirWay: (points: string) => `${points} on their way`,
}

export const result = {
  title: 'Scan result',
  multiplied: (multiplier: string, why: string) => `×${multiplier} ${why}`,
  why: {
    rank: 'for your rank',
    streak: 'for your second scan',
    timed: 'that you won',
  },
  campaign: (name: string, points: string) => `${name} added ${points}`,
  held: (word: string) => `${word} on their way`,
  settling: (when: string) => `They arrive ${when}.`,
  review: 'A person looks at this scan first. The points arrive after that.',
  repaid: (points: string) => `${points} of these paid off what you owed.`,
  capped: (limit: string, cut: string) => `${limit} is reached, so ${cut} did not count.`,
  cap: {
    member: (points: string, period: string) => `Your limit of ${points} ${period}`,
    product: (points: string, period: string) => `The limit of ${points} ${period} for this product`,
  },
  period: { day: 'a day', week: 'a week', month: 'a month', all_time: 'in all' },
  balance: 'Balance',
  rankUp: (rank: string) => `You are ${rank} now`,
  rankUpBody: (multiplier: string) => `From now on every scan earns ×${multiplier}.`,
  unlocked: 'Achievement unlocked',
  unlockedAgain: (times: string) => `Achievement unlocked, ${times} times now`,
  bonus: (points: string) => `incl. ${points}`,
  timed: (multiplier: string, days: number) =>
    days === 1 ? `×${multiplier} on every scan for a day` : `×${multiplier} on every scan for ${days} days`,
  gift: 'Your gift',
  giftOnItsWay: 'We will write to you when it ships.',
  done: 'Done',
  another: 'Scan another',
}

export const ranks = {
  title: 'Ranks',
  you: (rank: string) => `You are ${rank}`,
  here: 'You are here',
  reached: 'Reached',
  from: (points: string) => `From ${points}`,
  start: 'From the start',
  earns: (multiplier: string) => `Every scan earns ×${multiplier}`,
  once: (points: string) => `${points} when you first get here`,
}

export const achievements = {
  title: 'Achievements',
  all: 'All achievements',
  open: 'To unlock',
  done: 'Unlocked',
  emptyTitle: 'None yet',
  emptyBody: 'There is nothing to unlock at the moment. Every scan counts all the same.',
  progress: (value: string, target: string) => `${value} of ${target}`,
  timeframe: {
    all_time: '',
    '7d': 'in the last 7 days',
    '30d': 'in the last 30 days',
    '90d': 'in the last 90 days',
    month: 'this month',
  },
  resets: (day: string) => `Starts over on ${day}.`,
  again: (day: string) => `You can unlock it again from ${day}.`,
  until: (end: string) => `Until ${end}.`,
  repeats: { day: 'Once a day.', week: 'Once a week.', month: 'Once a month.', year: 'Once a year.' },
  unlockedOn: (day: string) => `Unlocked ${day}`,
  unlockedTimes: (times: string) => `${times} times so far`,
  gives: (what: string) => `Gives ${what}`,
  access: (what: string) => `access to ${what}`,
}

export const campaigns = {
  running: 'On now',
  upcoming: 'Coming up',
  until: (end: string) => `Until ${end}`,
  from: (day: string) => `Begins ${day}`,
  others: (count: number) => (count === 1 ? 'One more' : `${count} more`),
}

export const disputes = {
  title: 'Disputed codes',
  body: 'Codes that somebody else had claimed, and what came of it.',
  emptyTitle: 'Nothing disputed',
  emptyBody: 'If somebody else has the code of a pack that you opened, scan it and tell us there.',
  pack: (serial: string) => `Pack no. ${serial}`,
  opened: (day: string) => `Sent ${day}`,
  settled: (day: string) => `settled ${day}`,
  state: {
    open: 'Being looked at',
    moved: 'The pack is yours',
    goodwill: 'Points instead',
    refused: 'Not granted',
    withdrawn: 'Withdrawn',
  },
  more: 'Show more',
}

export const dispute = {
  title: 'It is my pack',
  body: 'Somebody else has claimed this code. Tell us how you came by the pack; a person looks at it.',
  label: 'What happened',
  hint: 'Where and when you bought it, and whether the seal was whole.',
  left: (count: number) => (count === 1 ? '1 character left' : `${count} characters left`),
  needed: 'Tell us in a sentence what happened.',
  submit: 'Send',
  /** By the refusal's code. */
  refused: {
    already_disputed: 'You have disputed this code before. What came of it is in your list.',
    already_yours: 'This code is yours already.',
    not_claimed: 'Nobody has this code any more. Scan the pack again.',
    dispute_too_late: 'That is possible for 30 days after the first scan that was refused.',
    too_many_disputes: 'You have sent several lately. Please write to us about this one.',
  } as Record<string, string>,
  list: 'Your disputed codes',
}

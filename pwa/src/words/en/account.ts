export const account = {
  title: 'Your account',
  email: 'E-mail',
  addresses: 'Addresses',
  addressesNote: 'Where parcels go',
  devices: 'Where you are signed in',
  consents: 'What you agreed to',
  disputes: 'Disputed codes',
  data: 'Your data',
  dataNote: 'Download it, or delete your account',
  friends: 'Friends',
  friendsNote: (code: string) => `Your code is ${code}`,
  more: 'Show more',
}

export const fields = {
  title: 'A little more about you',
  choose: 'Choose',
  optional: (label: string) => `${label} (optional)`,
  needed: 'Please fill this in.',
  neededTick: 'Please tick this to go on.',
  tooLong: (max: number) => `${max} characters at most.`,
  save: 'Save answers',
  saved: 'Saved.',
}

export const addresses = {
  title: 'Addresses',
  body: 'Orders keep the address that they were made with.',
  add: 'Add an address',
  full: (max: number) => `There is room for ${max}. Remove one to add another.`,
  standard: 'Default',
  edit: 'Edit',
  editOf: (line: string) => `Edit ${line}`,
  emptyTitle: 'No address yet',
  emptyBody: 'Add one, and rewards that come by mail know where to go.',
  newTitle: 'New address',
  editTitle: 'Edit address',
  makeDefault: 'Send parcels here unless I say otherwise',
  isDefault: 'Parcels go here unless you say otherwise.',
  save: 'Save address',
  remove: 'Remove this address',
  removeSure: 'Remove it for good?',
  removeYes: 'Remove',
  removeNo: 'Keep it',
  goneTitle: 'This address is no longer here',
  goneBody: 'It was removed, perhaps on another device.',
  all: 'All addresses',
}

export const email = {
  title: 'Another e-mail',
  now: (address: string) => `You sign in with ${address}.`,
  label: 'New e-mail',
  submit: 'Change e-mail',
  same: 'This does not look like another address.',
  sentTitle: 'Check both mailboxes',
  sentNew: (address: string) => `Open the link that we sent to ${address} within a day.`,
  sentOld: (address: string) => `Until then you sign in with ${address}, which was told and can object.`,
  sentHold: 'For 72 hours after the change nothing can be redeemed, so that what is taken can be given back.',
  held: (until: string) => `Your e-mail was changed. Rewards can be redeemed again from ${until}.`,
  done: 'Back to profile',
}

export const proof = {
  title: 'Is it you?',
  body: (address: string) => `We sent 6 digits to ${address}. Type them here to go on.`,
  label: '6-digit code',
  submit: 'Go on',
}

export const devices = {
  title: 'Where you are signed in',
  body: 'Sign out where you do not recognise a device, or no longer have it.',
  here: 'This device',
  since: (day: string) => `Since ${day}`,
  used: (day: string) => `Last used ${day}`,
  today: 'today',
  yesterday: 'yesterday',
  end: 'Sign out',
  endOf: (device: string) => `Sign out ${device}`,
  ended: (device: string) => `${device} is signed out.`,
  endOthers: 'Sign out everywhere else',
  endedOthers: 'Everything but this device is signed out.',
}

export const consents = {
  title: 'What you agreed to',
  body: 'Kept as evidence, for you and for us. Mail from us can be stopped in your profile at any time.',
  given: {
    age: 'Age confirmed',
    terms: 'Terms accepted',
    marketing: 'Mail from us allowed',
  },
  withdrawn: {
    age: 'Age taken back',
    terms: 'Terms withdrawn',
    marketing: 'Mail from us stopped',
  },
  /** By the wire's word for where it was said. */
  source: {
    claim: 'with your first scan',
    member: 'in your profile',
    import: 'brought along from before',
  } as Record<string, string>,
  version: (version: string) => `text ${version}`,
  emptyTitle: 'Nothing yet',
  emptyBody: 'What you agree to is listed here.',
}

export const data = {
  title: 'Your data',
  body: 'It is yours: take it along whenever you like.',
  download: 'Download everything',
  downloadHint: 'One file with all that is kept about you, for people and programs to read.',
  downloaded: 'The file is in your downloads.',
  file: 'my-data.json',
  deleteTitle: 'Delete your account',
  deleteHint: 'For ever, with all points.',
  deleteLink: 'Delete my account',
}

export const erasure = {
  title: 'Delete your account',
  body: 'This cannot be undone, by you or by us.',
  balance: (points: string) => `Your ${points} lapse.`,
  goesTitle: 'What goes',
  goes: [
    'Your name, e-mail, addresses and answers',
    'What was worked out about you, and every session',
    'Orders that nobody has begun to pack',
    'Your profile at our mail service',
  ],
  staysTitle: 'What stays, and why',
  stays: [
    'Scans and points under a number that names nobody, so that no code can be used twice and the books add up.',
    'That you agreed to something, and when: evidence the law asks for.',
    'The address on a parcel under way, until it is delivered; 90 days at most.',
  ],
  wish: 'Take your data along first',
  word: 'DELETE',
  label: (word: string) => `Type ${word} to confirm`,
  wrong: (word: string) => `Type ${word}; small letters will do.`,
  submit: 'Delete for ever',
  keep: 'Keep my account',
  doneTitle: 'Your account is deleted',
  doneBody: 'What named you is gone. Thank you for the time that you were here.',
  doneMore: 'You may start afresh with any pack, as somebody new.',
  doneHome: 'To the start',
}

export const gate = {
  title: 'Before you come in',
  body: (age: number) => `This is for adults of ${age} or older.`,
  yes: (age: number) => `I'm ${age} or older`,
  no: 'Not yet',
  notYetTitle: 'See you later, then',
  notYetBody: (age: number) =>
    `Nothing here is for people under ${age}. Nothing was saved, and you can close this page.`,
  notYetBack: 'I tapped the wrong one',
}

export const welcome = {
  title: 'Every pack counts',
  body: (points: string, perDollar: number) =>
    `Scan the code on your pack and earn ${perDollar} ${points} for every dollar.`,
  enter: 'Enter a code',
  signIn: 'Sign in',
  invited: 'A friend sent you',
  invitedBody: (points: string) => `Your first pack brings ${points} on top.`,
}

export const door = {
  genuine: 'Genuine',
  serial: (serial: string) => `No. ${serial}`,
  firstScan: 'Your first scan',
  points: (points: string) => points,
  andGift: (gift: string) => `and a gift: ${gift}`,
  claim: (points: string) => `Claim ${points}`,
  claimOnly: 'Claim',
  add: (points: string) => `Add ${points}`,
  remember: 'Remember this scan',
  signIn: 'I am a member already',
  thc: (percent: string) => `THC ${percent}`,
  cbd: (percent: string) => `CBD ${percent}`,
  enterAnother: 'Enter another code',
  dispute: 'It is my pack',
  goHome: 'See your points',
  picture: (product: string) => `Drawing of ${product}`,
}

/** The sentence for each verdict that is not a success. */
export const verdicts: Record<string, { title: string; body: string }> = {
  already_yours: {
    title: 'This one is yours already',
    body: 'You scanned this pack before and its points are in your balance.',
  },
  claimed_by_another: {
    title: 'Someone has claimed this code',
    body: 'The pack is genuine, but each code counts once and this one is taken. If you opened the seal yourself, ask where you bought it.',
  },
  inactive: {
    title: 'This pack is ahead of us',
    body: 'The code is genuine but not switched on yet. Members who scan it now get their points as soon as it is.',
  },
  inactive_member: {
    title: 'Noted for you',
    body: 'The code is genuine but not switched on yet. As soon as it is, its points are added by themselves.',
  },
  void: {
    title: 'This code was withdrawn',
    body: 'It no longer counts. If the pack is new, take it back to the shop.',
  },
  expired: {
    title: 'This code has run out',
    body: 'The pack is genuine, but its code could be scanned for a limited time only.',
  },
  unknown: {
    title: 'We do not know this code',
    body: 'Check it against the pack, letter by letter. If it is right, the pack may not be ours.',
  },
}

export const claim = {
  title: 'Make it yours',
  intro: (points: string, gift: string | null) =>
    gift
      ? `Tell us where to send ${gift}, and ${points} are yours.`
      : `Tell us who you are, and ${points} are yours.`,
  you: 'You',
  address: 'Where your gift goes',
  addressOnly: 'Your address',
  agree: 'Two confirmations',
  firstName: 'First name',
  lastName: 'Last name',
  email: 'E-mail',
  emailHint: 'You sign in with it; there is no password.',
  line1: 'Street and number',
  line2: 'Apartment, suite (optional)',
  city: 'City',
  state: 'State',
  stateChoose: 'Choose',
  zip: 'ZIP code',
  age: (age: number) => `I am ${age} or older`,
  terms: 'I accept the terms of membership',
  termsMore: 'What the terms say, in short',
  termsShort:
    'One account for each person. A code counts once. Points have no cash value and can be spent on rewards. We keep your name, e-mail and address to run your membership and send what you ordered; you can download or erase them at any time.',
  consent: (brand: string) => `${brand} may write to me about products and offers`,
  consentHint: 'Optional. Your points do not depend on it, and you can change it in your profile.',
  friend: 'A friend sent me',
  friendCode: 'Your friend’s code',
  friendHint: (points: string) => `Optional. It brings ${points} on top once your e-mail is confirmed.`,
  submit: (points: string) => `Claim ${points}`,
  submitOnly: 'Claim',
}

export const receipt = {
  title: 'Check your mail',
  body: 'We sent a link and a 6-digit code to',
  codeLabel: '6-digit code',
  confirm: 'Confirm',
  again: 'Send it again',
  againIn: (seconds: number) => `Send it again in ${seconds} s`,
  sentAgain: 'Sent again. It can take a minute.',
  correct: 'Correct my details',
  correctSave: 'Save and send again',
  corrected: 'Saved. We sent a new mail.',
  safe: 'Your code is safe: confirm within a day and everything is yours.',
  nothing: 'There is no claim waiting here',
  nothingBody: 'The claim was made in another tab or on another device. Sign in with your e-mail to go on.',
}

export const signIn = {
  title: 'Sign in',
  body: 'We send you a link and a code. There is no password to remember.',
  email: 'E-mail',
  submit: 'Send me a code',
  sentTitle: 'Check your mail',
  sentBody: 'If this address is a member’s, a link and a 6-digit code are on their way to',
  other: 'Use another address',
  linkTitle: 'Signing you in',
  newLink: 'Get a new link',
}

export const emailChange = {
  signIn: 'Sign in',
  confirm: {
    title: 'Confirm your new e-mail',
    body: 'From now on you sign in with this address. Points cannot be spent for 72 hours after the change.',
    button: 'Confirm this address',
    done: 'Your e-mail is changed',
    doneBody: 'You sign in with this address from now on.',
  },
  cancel: {
    title: 'Was this not you?',
    body: 'Your account keeps this address, and everybody who is signed in to it is signed out.',
    button: 'Keep this address',
    done: 'Your account is safe',
    doneBody: 'It has this address, and everybody was signed out. Sign in to go on.',
  },
}

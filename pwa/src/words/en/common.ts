export const common = {
  home: 'Home',
  scan: 'Scan',
  rewards: 'Rewards',
  history: 'History',
  profile: 'Profile',
  back: 'Back',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  loading: 'Loading',
  navigation: 'Main',
  offline: (since: string) => `You are offline since ${since}. What you see may be older; nothing is lost.`,
  requestId: 'Request',
}

/** By `code` of the problem document: what happened, and what to do about it. */
export const problems: Record<string, { title: string; body: string }> = {
  unreachable: {
    title: 'No connection',
    body: 'We could not reach the server. Check your signal and try again; nothing was lost or counted twice.',
  },
  too_many_requests: {
    title: 'A short pause, please',
    body: 'There were many tries in a short time. Wait a minute, then try again.',
  },
  age_not_confirmed: { title: 'Your age first', body: 'Confirm your age, then you can go on.' },
  code_wrong: { title: 'That is not the code', body: 'Compare it with the newest mail from us.' },
  link_invalid: {
    title: 'This link does not work',
    body: 'Each link signs in once, and only whole, as it stands in the mail. Ask for a new one.',
  },
  email_link_invalid: {
    title: 'This link does not work',
    body: 'It is too old or was taken back, or not whole. Nothing was changed.',
  },
  email_taken: {
    title: 'This address has another account',
    body: 'Everybody was signed out, and nothing can be redeemed. Please write to us.',
  },
  link_expired: {
    title: 'This link is too old',
    body: 'Links are good for a short time. Ask for a new one.',
  },
  not_signed_in: { title: 'You are signed out', body: 'Sign in again; everything is still there.' },
  overloaded: { title: 'Very busy right now', body: 'Nothing was changed. Try again in a moment.' },
  not_found: { title: 'Nothing is here', body: 'The address leads nowhere. Go home and start from there.' },
  operation_reused: {
    title: 'This was sent before',
    body: 'It arrived with other details. Reload the page to start afresh.',
  },
  birth_month_fixed: {
    title: 'We know your month already',
    body: 'It can be set once. Write to us if it is wrong.',
  },
  client_outdated: {
    title: 'This page is too old',
    body: 'Load it again to get the newest version.',
  },
}

export const problemOtherwise = {
  title: 'This did not work',
  body: 'The fault is on our side. Try again in a moment; if it stays, tell us the request number below.',
}

export const forms = {
  fill: 'Please fill this in.',
  email: 'This does not look like an e-mail address yet.',
  state: 'Choose a state.',
  zip: 'A ZIP code has five digits.',
  tick: 'Please tick this to go on.',
  summary: (count: number) => (count === 1 ? 'One field needs a look.' : `${count} fields need a look.`),
}

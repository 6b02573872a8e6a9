import * as en from './en/friends.ts'

/** What is said of friends, in the language of `words`; loads with its screen. */
export const { friends: friendWords } = en

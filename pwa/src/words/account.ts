import * as en from './en/account.ts'

/** What is said around the profile, in the language of `words`; loads with its screens. */
export const accountWords: typeof en = en

import * as en from './en/disputes.ts'

/** What is said of disputes, in the language of `words`; loads with their screens. */
export const disputeWords: typeof en = en

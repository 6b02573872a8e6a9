import * as en from './en/spending.ts'

/** What is said around rewards, orders, wishes and goals, in the language of `words`; loads with its screens. */
export const spendingWords: typeof en = en

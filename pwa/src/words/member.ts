import * as en from './en/member.ts'

/** The words of the screens behind sign-in, in the language of `words`. */
export const memberWords: typeof en = en

import * as en from './en/index.ts'

type Words = typeof en

// Another language is another folder of the same shape, loaded before the first render and put here.
export const words: Words = en
export const language = 'en-US'

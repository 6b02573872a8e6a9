/** A wall clock some days later, as rules write it: 2026-11-23T18:00. */
export const addDays = (local: string, days: number): string =>
  Temporal.PlainDateTime.from(local).add({ days }).toString({ smallestUnit: 'minute' })

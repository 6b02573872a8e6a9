import { usStates } from '../claim/us-states.ts'

/** The name of a state by its two letters; what is none stays as it is. */
export const stateName = (code: string) => usStates.find(([known]) => known === code)?.[1] ?? code

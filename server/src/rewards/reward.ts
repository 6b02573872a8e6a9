import { momentOf } from '../platform/calendar.ts'
import type { RewardDefinition } from './definition.ts'
import { plainText } from './search.ts'

/** A reward as the database holds it, in its current version. */
export interface StoredReward {
  id: string
  version: number
  archived_at: Date | null
  definition: RewardDefinition
}

/** The same, made ready once for all who look at it. */
export interface Reward extends StoredReward {
  from: Date | null
  /** The first moment at which it can no longer be had. */
  until: Date | null
  /** What a search looks through. */
  text: string
}

/** Makes a reward ready; its wall-clock times are those of the zone. */
export function compileReward(stored: StoredReward, timeZone: string): Reward {
  const { name, description, tags, available_from, available_until } = stored.definition
  return {
    ...stored,
    from: available_from ? momentOf(available_from, timeZone) : null,
    until: available_until ? momentOf(available_until, timeZone) : null,
    text: plainText([name, description, ...tags].join(' ')),
  }
}

/** Whether members are shown it at all. */
export const isOffered = ({ archived_at, definition }: StoredReward): boolean =>
  archived_at === null && definition.active

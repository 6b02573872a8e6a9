import type { Day } from '../../platform/calendar.ts'
import type { Config } from '../../platform/config.ts'
import { openPrivateFile } from '../private-file.ts'

/** How far a brand's history has come. */
export interface Checkpoint {
  /** Whose brand: a file that outlived its database is of another one. */
  ownerId: string
  from: Day
  /** The first day that is not lived yet. */
  next: Day
  isDone: boolean
}

export const openCheckpoint = ({ dataDir }: Config, slug: string) =>
  openPrivateFile<Checkpoint | undefined>(dataDir, `history-${slug}`, undefined)

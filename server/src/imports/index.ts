import type { SliceWork } from '../activity/index.ts'
import { importSlice } from './import-slice.ts'
import { undoSlice } from './undo-slice.ts'

export { importSchedules, importTasks } from './drop-leftovers-job.ts'
export { type Received, receiveFile } from './receive-file.ts'
export { importRoutes } from './routes.ts'
export { startUndo } from './undo-import.ts'

export const importRuns = {
  member_import: importSlice,
  member_import_undo: undoSlice,
} satisfies Record<string, SliceWork>

export { actionTitle, HistoryItem, readHistory } from './history.ts'
export {
  type EventNumbers,
  insertAction,
  insertEvent,
  insertEvents,
  type MemberNumbers,
} from './insert-event.ts'
export {
  findDeed,
  findOperation,
  insertOperation,
  type Operated,
  operationRow,
  requestHash,
} from './operate.ts'
export {
  cancelRun,
  listRuns,
  type Run,
  readRun,
  rescheduleAccounts,
  runTasks,
  type Slice,
  type SliceWork,
  startRun,
  whenCachesAreFresh,
} from './runs.ts'
export {
  type ActionRow,
  type EventRefs,
  insertActions,
  insertOperations,
  insertOutbox,
  laneOf,
  type OperationRow,
  type OutboxRow,
} from './write.ts'

export { EmbeddedPostgresError, folderProblem } from './errors.ts'
export { acquireLock, type FolderLock, LockHeldError } from './folder-lock.ts'
export { findFreePort, isPortFree } from './free-port.ts'
export { type LogFile, openLogFile } from './log-file.ts'
export { isAlive } from './processes.ts'
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from './start.ts'

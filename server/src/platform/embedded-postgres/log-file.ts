import { openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { folderProblem } from './errors.ts'

const largestBytes = 20_000_000

export type LogFile = {
  /** Open for appending, for a child's output; whoever opened it closes it. */
  descriptor: number
  /** What was written since it was opened. */
  readNew(): string
}

/** Opens a log for appending; one that grew beyond 20 MB is first set aside as `.1`, over the former `.1`. */
export function openLogFile(file: string): LogFile {
  try {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
    const isLarge = size > largestBytes
    if (isLarge) renameSync(file, `${file}.1`)
    const descriptor = openSync(file, 'a', 0o600)
    return {
      descriptor,
      readNew: () =>
        readFileSync(file)
          .subarray(isLarge ? 0 : size)
          .toString('utf8'),
    }
  } catch (error) {
    throw folderProblem(error, file)
  }
}

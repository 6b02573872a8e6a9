/** Why PostgreSQL cannot serve from a folder, in one sentence for the person at the terminal. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError'
}

const reasons: Record<string, string> = {
  EACCES: 'is not writable for this user',
  EPERM: 'is not writable for this user',
  EROFS: 'is on a read-only file system',
  ENOSPC: 'is on a disk that is full',
  EDQUOT: 'is on a disk that is full',
  ENOTDIR: 'is not a folder: a file stands in its place',
  EEXIST: 'is not a folder: a file stands in its place',
  ENAMETOOLONG: 'has too long a name',
}

/** Turns a file system error about a folder into a sentence that names the folder; others come back as they are. */
export function folderProblem(error: unknown, folder: string): unknown {
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? '']
  return reason ? new EmbeddedPostgresError(`The folder ${folder} ${reason}.`, { cause: error }) : error
}

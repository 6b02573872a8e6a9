import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * A file of the demo that its owner alone can read, beside the database that knows only hashes of what it holds: plain
 * codes and passwords exist where they are made, and nowhere else.
 */
export function openPrivateFile<T>(dataDir: string, name: string, missing: T) {
  const path = join(dataDir, 'demo', `${name}.json`)
  return {
    exists: () => existsSync(path),

    /** What was written last; `missing` when there is no file. */
    async read(): Promise<T> {
      try {
        return JSON.parse(await readFile(path, 'utf8'))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return missing
        throw error
      }
    },

    /** Replaces what it holds, all or nothing. */
    async write(content: T): Promise<void> {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const draft = `${path}.${process.pid}.draft`
      await writeFile(draft, `${JSON.stringify(content, null, 1)}\n`, { mode: 0o600 })
      await rename(draft, path)
    },
  }
}

import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Plain codes exist only where they are made, so the demo keeps those of its packs in a file that its owner alone can
 * read, beside the database that knows them.
 */
export function openPackFile(dataDir: string, slug: string) {
  const path = join(dataDir, 'demo', `packs-${slug}.json`)
  return {
    exists: () => existsSync(path),

    /** The codes in the order in which they were made; none when there is no file. */
    async read(): Promise<string[]> {
      try {
        return JSON.parse(await readFile(path, 'utf8'))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
        throw error
      }
    },

    /** Replaces the codes, all or none. */
    async write(codes: string[]): Promise<void> {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const draft = `${path}.${process.pid}.draft`
      await writeFile(draft, `${JSON.stringify(codes, null, 1)}\n`, { mode: 0o600 })
      await rename(draft, path)
    },
  }
}

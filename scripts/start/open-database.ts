import { startEmbeddedPostgres } from '../../server/src/platform/embedded-postgres/index.ts'
import { step } from '../steps.mjs'
import { type KeptPostgres, keepPostgres } from './keep-postgres.ts'
import type { Options } from './options.ts'

/** The database of these options: the one at DATABASE_URL, which others look after, or the embedded one, watched. */
export async function openDatabase(
  { databaseUrl, dataDir }: Options,
  tell: (line: string) => void,
  onMoved: () => void,
): Promise<KeptPostgres> {
  if (databaseUrl) {
    const never = new Promise<never>(() => {})
    return { url: () => databaseUrl, serving: async () => {}, gaveUp: never, stop: async () => {} }
  }
  const started = await step('PostgreSQL', onProgress => startEmbeddedPostgres({ dataDir, onProgress }))
  return keepPostgres(started, dataDir, tell, onMoved)
}

import { startTestPostgres } from '../../../scripts/test/postgres.ts'

/** Gives this process the database of the tests, unless it was given one; `stop` ends what was started for it. */
export async function openDatabase(tell: (line: string) => void): Promise<{ stop(): Promise<void> }> {
  if (process.env.TEST_DATABASE_URL) return { stop: async () => {} }
  const postgres = await startTestPostgres('.data/test', tell)
  process.env.TEST_DATABASE_URL = postgres.url
  await import('../prepare-template.ts')
  return postgres
}

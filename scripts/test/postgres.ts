import {
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../server/src/platform/embedded-postgres/index.ts'

/** The PostgreSQL of the tests, kept between runs for speed; one that is damaged is made anew, for it holds nothing of worth. */
export async function startTestPostgres(
  dataDir: string,
  tell: (line: string) => void,
): Promise<EmbeddedPostgres> {
  const options = { dataDir, onProgress: tell, borrow: true }
  try {
    return await startEmbeddedPostgres(options)
  } catch (error) {
    if (!(error instanceof EmbeddedPostgresError)) throw error
    tell(`${error.message} Making it anew.`)
    await removeEmbeddedPostgres(dataDir)
    return startEmbeddedPostgres(options)
  }
}

import { writeFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { generateTypes, typesFile } from '../server/scripts/generate-types.ts'
import { cloneDatabase } from '../server/test/database.ts'
import { dim, red, step } from './steps.mjs'
import { runInGroup } from './test/group.ts'
import { startTestPostgres } from './test/postgres.ts'

const usage = `npm run generate   after a new migration or a changed route schema: the table types that Kysely uses,
                   the API document, the typed client, and the page about events to Customer.io. Commit what it writes; tests say when it was forgotten.`

const neverStopped = new AbortController().signal

process.chdir(dirname(import.meta.dirname))
if (process.argv.includes('--help')) console.log(usage)
else {
  try {
    await step('The table types', tell => writeTableTypes(tell))
    console.log(dim(`  ${relative(process.cwd(), typesFile)}`))
    await runOrThrow(['client/generate.ts'])
    await runOrThrow(['server/scripts/generate-event-docs.ts'])
  } catch (error) {
    console.error(red((error as Error).message))
    process.exitCode = 1
  }
}

/** Reads the types from a database that has just the migrations of this tree. */
async function writeTableTypes(tell: (line: string) => void): Promise<void> {
  const postgres = await startTestPostgres(resolve('.data/test'), tell)
  try {
    process.env.TEST_DATABASE_URL = postgres.url
    await runOrThrow(['server/test/prepare-template.ts'])
    const database = await cloneDatabase()
    try {
      writeFileSync(typesFile, generateTypes(database.url))
    } finally {
      await database.drop()
    }
  } finally {
    await postgres.stop()
  }
}

async function runOrThrow(args: string[]): Promise<void> {
  const code = await runInGroup(args, process.env, neverStopped)
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}.`)
}

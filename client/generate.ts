// Makes the API document from the server's route schemas and the typed client from the document. Nothing here is
// written by hand: run `npm run generate -w client` after a change of a schema; a test says when it was forgotten.
import { readFile, writeFile } from 'node:fs/promises'
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import pino from 'pino'
import { createApp } from '../server/src/app.ts'
import { readConfig } from '../server/src/platform/config.ts'
import { openKeys } from '../server/src/platform/keys.ts'
import { openPlatform } from '../server/src/platform/platform.ts'

const DOCUMENT = new URL('openapi.json', import.meta.url)
const TYPES = new URL('api.generated.ts', import.meta.url)
/** No database is asked for the document; the address only has to be one. */
const NOWHERE = 'postgres://nobody:nothing@127.0.0.1:1/none'
const KEYS = JSON.stringify({
  current: 'k',
  keys: { k: Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('base64') },
})

/** The texts of openapi.json and api.generated.ts as the routes are now. */
export async function generate(): Promise<{ document: string; types: string }> {
  const config = readConfig({ DATABASE_URL: NOWHERE, LOG_LEVEL: 'silent' })
  const platform = openPlatform(config, {
    keys: openKeys(KEYS, 'none'),
    roles: { app: NOWHERE, jobs: NOWHERE },
    log: pino({ level: 'silent' }),
  })
  const app = await createApp(platform)
  const document = app.server.swagger() as unknown as OpenAPI3
  await app.drain()
  await platform.close()
  const types = astToString(await openapiTypescript(document))
  return {
    document: `${JSON.stringify(document, null, 2)}\n`,
    types: `// Generated from openapi.json by \`npm run generate -w client\`.\n${types}`,
  }
}

/** Whether the committed files are what the routes make now. */
export async function isFresh(): Promise<boolean> {
  const [made, document, types] = await Promise.all([
    generate(),
    readFile(DOCUMENT, 'utf8'),
    readFile(TYPES, 'utf8'),
  ])
  return made.document === document && made.types === types
}

if (import.meta.main) {
  const { document, types } = await generate()
  await writeFile(DOCUMENT, document)
  await writeFile(TYPES, types)
  console.log(
    `client/openapi.json and client/api.generated.ts: ${Object.keys(JSON.parse(document).paths).length} paths`,
  )
}

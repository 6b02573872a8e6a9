// The table types that Kysely uses, made from a database that was just migrated: `npm run generate` writes them.
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const target = fileURLToPath(new URL('../src/platform/db/types.generated.ts', import.meta.url))
const codegen = fileURLToPath(new URL('../../node_modules/kysely-codegen/dist/cli/bin.js', import.meta.url))

/** The text of types.generated.ts for the database at `url`. */
export function generateTypes(url: string): string {
  const file = join(tmpdir(), `synergy-types-${process.pid}.ts`)
  const mapping = { int8: 'number', numeric: 'number', jsonb: 'unknown', timestamptz: 'Date' }
  try {
    execFileSync(
      process.execPath,
      [
        codegen,
        '--dialect',
        'postgres',
        '--url',
        url,
        '--out-file',
        file,
        '--type-mapping',
        JSON.stringify(mapping),
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    )
    return readFileSync(file, 'utf8')
  } finally {
    rmSync(file, { force: true })
  }
}

export const committedTypes = () => readFileSync(target, 'utf8')
export { target as typesFile }

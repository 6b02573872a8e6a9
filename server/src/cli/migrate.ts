import type { Command } from 'commander'
import { listMigrations } from '../platform/db/migrate.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { remark, say, sayJson } from './terminal.ts'

export function addMigrate(program: Command) {
  program
    .command('migrate')
    .description('bring the database to the newest schema; safe while servers run, and again')
    .addHelpText('after', '\nExample: DATABASE_URL=postgresql://… npm run -s synergy -- migrate')
    .action(async (_options: object, command: Command) => {
      const known = (await listMigrations()).map(file => file.name)
      const applied: string[] = []
      const onProgress = (line: string) => void (known.includes(line) ? applied.push(line) : remark(line))
      await withPlatform(command, async () => {}, { onProgress, mayMakeKeys: true })
      if (commonOptions(command).json) return sayJson({ applied, migrations: known })
      for (const name of applied) say(`applied  ${name}`)
      say(
        applied.length > 0
          ? 'The schema is the newest now.'
          : `Nothing to do: all ${known.length} migrations are applied.`,
      )
    })
}

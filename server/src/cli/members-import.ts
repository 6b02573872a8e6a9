import { randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Command } from 'commander'
import { type Run, readRun, runTasks } from '../activity/index.ts'
import { importRuns, receiveFile } from '../imports/index.ts'
import { audit, COMMAND_LINE } from '../operators/index.ts'
import { Problem } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { findBrand } from './find-brand.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { harmless, remark, say, sayJson } from './terminal.ts'

interface Options {
  brand: string
  dryRun?: boolean
}

export function addMembersImport(members: Command) {
  members
    .command('import <csv>')
    .description('bring members along with their points; who is a member already stays as they are')
    .requiredOption('--brand <slug>', 'whose members they become')
    .option('--dry-run', 'count who is new and say which lines are rejected; change nothing')
    .addHelpText(
      'after',
      `
The file is CSV in UTF-8, up to 200 MB; its first line names the columns: email, first_name, last_name, points,
lifetime_points, joined_on, marketing_consent, consented_on, birth_month, age_confirmed_on, line1, line2, city, state,
postal_code, country, external_id, and custom.<key> for each field of the brand's own. Only email is needed. Days are
written 2024-05-31; consent needs the day it was given.

Example:
  npm run -s synergy -- members import members.csv --brand fernwood --dry-run`,
    )
    .action(async (file: string, { brand: slug, dryRun = false }: Options, command: Command) => {
      const content = await open(file)
      const run = await withPlatform(command, async platform => {
        const brand = await findBrand(platform, slug)
        const at = platform.clock()
        const receiving = { clientOpId: randomUUID(), dryRun, by: null, at }
        const { run_id } = await receiveFile(
          platform,
          brand,
          content.createReadStream(),
          receiving,
          (tx, started) =>
            audit(tx, platform.keys, {
              operator: COMMAND_LINE,
              action: dryRun ? 'members.import_tried' : 'members.imported',
              subject: `import:${started.import_id}`,
              after: { run_id: started.run_id, rows: started.rows, rejected: started.rejected },
              at,
              requestId: null,
            }),
        )
        return finish(platform, brand.id, run_id)
      })
      if (commonOptions(command).json) return sayJson({ run_id: run.id, ...(run.result as object) })
      sayResult(run, dryRun)
    })
}

/** Does the run here, whether or not a worker helps. Throws a Problem when it did not come to its end. */
async function finish(platform: Platform, brandId: number, runId: string): Promise<Run> {
  const { advance_run: advance } = runTasks(importRuns)
  const read = () => platform.db.transaction(brandId, tx => readRun(tx, runId))
  let run = await read()
  while (run.state === 'waiting' || run.state === 'running') {
    await advance?.(platform, { run_id: runId } as never, { brandId, jobId: 'command line' })
    run = await read()
    remark(`${run.done} of ${run.total}`)
  }
  if (run.state === 'done') return run
  throw new Problem(409, 'import_stopped', `The import is ${run.state}`, {
    detail: run.failure ?? 'It was stopped.',
  })
}

interface Result {
  new_members: number
  existing: number
  points: number
  rejected: number
  rejects: { line: number; field: string; message: string }[]
  columns_ignored: string[]
}

function sayResult({ result, subject }: Run, dryRun: boolean) {
  const { new_members, existing, points, rejected, rejects, columns_ignored } = result as Result
  const count = (value: number) => value.toLocaleString('en-US')
  for (const { line, field, message } of rejects) say(`line ${line}: ${field} ${message}`)
  if (rejects.length < rejected) say(`… and more; ${count(rejected)} lines in all`)
  if (columns_ignored.length > 0) say(`Not read: ${harmless(columns_ignored.join(', '))}`)
  say(
    `${count(new_members)} new, with ${count(points)} points; ${count(existing)} members already; ${count(rejected)} rejected.`,
  )
  say(dryRun ? 'A dry run: nothing was changed.' : `The console can take it back: ${subject}.`)
}

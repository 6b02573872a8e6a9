import { type Command, Option } from 'commander'
import { countDead, replaySlice, type Selection } from '../customerio/index.ts'
import type { Administrator } from '../operators/index.ts'
import { invalid } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { administratorOf } from './operator-options.ts'
import { gather, readId } from './read-option.ts'
import { remark, say, sayJson } from './terminal.ts'

interface Options {
  brand: string
  id?: string[]
  reason?: string
  all?: true
  dryRun?: true
}

export function addOutboxReplay(outbox: Command) {
  outbox
    .command('replay')
    .description('send refused events again, with the ids they had, so that none counts twice')
    .requiredOption('--brand <slug>', 'whose events')
    .option('--id <event…>', 'these: given several times, or with commas', gather)
    .option('--reason <reason>', 'those refused for this')
    .addOption(new Option('--all', 'all of them'))
    .option('--dry-run', 'only say how many there are')
    .addHelpText(
      'after',
      `
One of --id, --reason and --all. Mend the cause first, or they are refused again. Interrupted, it can be given again:
what is not dead any more is left alone.

Example: npm run -s synergy -- outbox replay --brand fernwood --reason too_large --dry-run`,
    )
    .action(async (options: Options, command: Command) => {
      const selection = selectionOf(options)
      const { json } = commonOptions(command)
      const { found, replayed } = await withPlatform(command, async (platform, interrupted) => {
        const by = await administratorOf(platform, options.brand)
        const found = await platform.db.transaction(by.brand.id, tx => countDead(tx, selection))
        const replayed = options.dryRun ? 0 : await replay(platform, by, selection, interrupted)
        return { found, replayed }
      })
      const dead = found.reduce((sum, { count }) => sum + count, 0)
      if (json) return sayJson({ dead, by_reason: found, replayed, dry_run: options.dryRun === true })
      for (const { reason, count } of found) say(`${count.toLocaleString('en-US').padStart(9)}  ${reason}`)
      say(
        options.dryRun
          ? `${dead.toLocaleString('en-US')} events would be sent again.`
          : `${replayed.toLocaleString('en-US')} events wait again.`,
      )
    })
}

/** Throws a Problem unless exactly one of the ways to choose is given, and a usage error for what is no id. */
function selectionOf({ id, reason, all }: Options): Selection {
  if ([id, reason, all].filter(one => one !== undefined).length !== 1) {
    throw invalid([{ field: '--id, --reason, --all', message: 'exactly one of them has to be given' }])
  }
  return { ids: id?.map(readId), reason }
}

async function replay(
  platform: Platform,
  by: Administrator,
  selection: Selection,
  interrupted: AbortSignal,
): Promise<number> {
  let replayed = 0
  let after: string | null = null
  do {
    interrupted.throwIfAborted()
    const from: Parameters<typeof replaySlice>[3] = { selection, after }
    const { cursor, done } = await platform.db.transaction(by.brand.id, tx =>
      replaySlice(tx, platform, { ...by, at: platform.clock() }, from),
    )
    replayed += done
    after = cursor
    if (after) remark(`${replayed.toLocaleString('en-US')} …`)
  } while (after)
  return replayed
}

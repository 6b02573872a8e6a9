import type { Command } from 'commander'
import { listQuarantined, type Replayed, replayWebhook } from '../customerio/index.ts'
import type { Administrator } from '../operators/index.ts'
import { invalid } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { administratorOf } from './operator-options.ts'
import { readId } from './read-option.ts'
import { say, sayJson } from './terminal.ts'

const PAGE = 200

interface Options {
  brand: string
  all?: true
}

export function addInsightsReplay(insights: Command) {
  insights
    .command('replay')
    .description('read webhooks that were set aside once more, as they were when they came')
    .argument('[webhook]', 'the id that `insights quarantine` shows', readId)
    .requiredOption('--brand <slug>', 'whose webhook it is')
    .option('--all', 'all that are set aside')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s synergy -- insights replay 0197d2a4-5b1c-7e3f-9a80-1c2d3e4f5a6b --brand fernwood
  npm run -s synergy -- insights replay --all --brand fernwood`,
    )
    .action(async (id: string | undefined, options: Options, command: Command) => {
      if ((id === undefined) === (options.all === undefined)) {
        throw invalid([{ field: 'webhook', message: 'or --all has to be given, and only one' }])
      }
      const done = await withPlatform(command, async (platform, interrupted) => {
        const by = await administratorOf(platform, options.brand)
        return id === undefined
          ? replayAll(platform, by, interrupted)
          : [await replayWebhook(platform, by, id)]
      })
      if (commonOptions(command).json) return sayJson({ items: done })
      if (done.length === 0) return say('Nothing is set aside.')
      if (id !== undefined) return say(`${done[0]?.state}${done[0]?.note ? `: ${done[0].note}` : ''}`)
      const count = (state: string) => done.filter(one => one.state === state).length
      say(
        `${done.length} read again: ${count('applied')} applied, ${count('ignored')} ignored, ${count('quarantined')} still set aside.`,
      )
    })
}

/** Each once, those that came last first: one that stays set aside is not met again. */
async function replayAll(
  platform: Platform,
  by: Administrator,
  interrupted: AbortSignal,
): Promise<Replayed[]> {
  const done: Replayed[] = []
  for (let after: string | undefined; !interrupted.aborted; ) {
    const page = await platform.db.transaction(by.brand.id, tx => listQuarantined(tx, { after, limit: PAGE }))
    for (const { id } of page) {
      interrupted.throwIfAborted()
      done.push(await replayWebhook(platform, by, id))
    }
    after = page.at(-1)?.id
    if (page.length < PAGE) break
  }
  return done
}

import type { Command } from 'commander'
import { type DeadLetter, listDead } from '../customerio/index.ts'
import { findBrand } from './find-brand.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { readCount, readId } from './read-option.ts'
import { harmless, remark, say, sayJson } from './terminal.ts'

interface Options {
  brand: string
  reason?: string
  limit: number
  after?: string
}

export function addOutboxDead(outbox: Command) {
  outbox
    .command('dead')
    .description('events that Customer.io refused for good, with what it said, the newest first')
    .requiredOption('--brand <slug>', 'whose events')
    .option('--reason <reason>', 'only those refused for this')
    .option('--limit <count>', 'so many at most', readCount, 50)
    .option('--after <event>', 'go on after this one', readId)
    .addHelpText(
      'after',
      '\nExample: npm run -s synergy -- outbox dead --brand fernwood --reason too_large --limit 20',
    )
    .action(async (options: Options, command: Command) => {
      const { reason, after, limit } = options
      const found = await withPlatform(command, async platform => {
        const brand = await findBrand(platform, options.brand)
        return platform.db.transaction(brand.id, tx => listDead(tx, { reason, after, limit: limit + 1 }))
      })
      const events = found.slice(0, limit)
      const next = found.length > limit ? (events.at(-1)?.id ?? null) : null
      if (commonOptions(command).json) return sayJson({ events, next })
      if (events.length === 0) return say('There is none.')
      for (const one of events) for (const line of describe(one)) say(harmless(line))
      if (next) remark(`There are more: --after ${next}`)
    })
}

const describe = ({ id, name, member_id, occurred_at, reason, field, message }: DeadLetter): string[] => [
  `${id}  ${name} of ${member_id}, ${occurred_at.toISOString().slice(0, 19).replace('T', ' ')} UTC`,
  `  ${[reason, field].filter(part => part !== '').join(', ')}: ${message}`,
]

import type { Command } from 'commander'
import { type InsightStatus, readInsightStatus } from '../customerio/index.ts'
import { findBrand } from './find-brand.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { harmless, say, sayJson } from './terminal.ts'

export function addInsightsStatus(insights: Command) {
  insights
    .command('status')
    .description(
      'what Customer.io told of late: what waits, was read or set aside, and how fresh insights are',
    )
    .requiredOption('--brand <slug>', 'whose insights')
    .addHelpText('after', '\nExample: npm run -s synergy -- insights status --brand fernwood')
    .action(async (options: { brand: string }, command: Command) => {
      const status = await withPlatform(command, async platform => {
        const brand = await findBrand(platform, options.brand)
        return platform.db.transaction(brand.id, tx => readInsightStatus(tx, platform.clock()))
      })
      if (commonOptions(command).json) return sayJson(status)
      for (const line of describeInsights(status)) say(harmless(line))
    })
}

/** How it is with a brand's insights, a line for each thing. */
function describeInsights(status: InsightStatus): string[] {
  const { waiting, oldest_waiting_at, quarantined, latest, active_members, stale_members, reports } = status
  const since = oldest_waiting_at ? `, the oldest since ${oldest_waiting_at.toISOString()}` : ''
  const lines = [
    `Not read yet: ${waiting}${since}`,
    `Of the newest thousand: ${latest.applied} applied, ${latest.ignored} ignored, ${latest.quarantined} set aside`,
    `Active members: ${active_members}, of whom ${stale_members} have no insight of the last 30 minutes`,
  ]
  if (quarantined > 0) lines.push(`Set aside: ${quarantined}; \`insights quarantine\` shows them.`)
  if (reports.length > 0) {
    lines.push(`Reports of 7 days: ${reports.map(({ metric, count }) => `${count} ${metric}`).join(', ')}`)
  }
  return lines
}

import { relative } from 'node:path'
import { bold, dim, seconds } from '../steps.mjs'
import type { Options } from './options.ts'

/** What a person sees once everything serves: where to go, where the logs are, how to stop. */
export function screen(options: Options, began: number): string {
  const app = `http://localhost:${options.port}`
  const rows = [
    ['Fernwood', app],
    ['Nightjar', `http://nightjar.localhost:${options.port}`],
    ['Tour', `${app}/demo`],
    ['API', `${app}/docs`],
    ['Customer.io', `http://localhost:${options.simulatorPort} ${dim('(a stand-in)')}`],
    ['Logs', options.logsToTerminal ? 'here' : `${relative(process.cwd(), options.dataDir) || '.'}/logs`],
  ]
  const lines = rows.map(([name, place]) => `  ${dim((name ?? '').padEnd(12))} ${place}`)
  const title = `${bold('CannaRewards Synergy Engine')} ${dim(`ready in ${seconds(began)}`)}`
  return ['', `  ${title}`, '', ...lines, '', `  ${dim('Ctrl-C stops everything.')}`, ''].join('\n')
}

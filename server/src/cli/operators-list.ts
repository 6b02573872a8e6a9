import type { Command } from 'commander'
import { listOperators } from '../operators/index.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { administratorOf } from './operator-options.ts'
import { layOut } from './table.ts'
import { columns, say, sayJson } from './terminal.ts'

/** More people than run a brand. */
const ALL = 10_000

export function addOperatorsList(operators: Command) {
  operators
    .command('list')
    .description('list who has access to the console of a brand')
    .requiredOption('--brand <slug>', 'whose console')
    .addHelpText('after', '\nExample: npm run -s synergy -- operators list --brand fernwood')
    .action(async (options: { brand: string }, command: Command) => {
      const all = await withPlatform(command, async platform => {
        const { brand } = await administratorOf(platform, options.brand)
        const rows = await platform.db.transaction(brand.id, tx => listOperators(tx, undefined, ALL))
        return rows.map(row => ({
          id: row.id,
          email: row.email,
          name: row.name,
          role: row.role,
          totp_enabled: row.totp_confirmed_at !== null,
          disabled: row.disabled_at !== null,
          last_sign_in_at: row.last_sign_in_at?.toISOString() ?? null,
        }))
      })
      if (commonOptions(command).json) return sayJson({ operators: all })
      if (all.length === 0) return say('There is no operator yet; add one with `operators add`.')
      const rows = all.map(one => [
        one.email,
        one.name,
        one.role,
        one.disabled ? 'disabled' : one.totp_enabled ? 'with TOTP' : '',
        one.last_sign_in_at?.slice(0, 10) ?? 'never',
      ])
      for (const line of layOut(COLUMNS, rows, columns())) say(line)
    })
}

const COLUMNS = [
  { title: 'e-mail' },
  { title: 'name', flexible: true },
  { title: 'role' },
  { title: '' },
  { title: 'last sign-in' },
]

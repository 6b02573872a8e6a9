import type { Command } from 'commander'
import { changeOperator } from '../operators/index.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { administratorOf, findOperator } from './operator-options.ts'
import { say, sayJson } from './terminal.ts'

export function addOperatorsDisable(operators: Command) {
  operators
    .command('disable')
    .description('take access away from an operator at once; an owner can give it back in the console')
    .requiredOption('--brand <slug>', 'whose operator')
    .requiredOption('--email <address>', 'what they sign in with')
    .addHelpText(
      'after',
      `
The last owner of a brand cannot be disabled: add another one first.

Example:
  npm run -s synergy -- operators disable --brand fernwood --email olive@fernwood.com`,
    )
    .action(async (options: { brand: string; email: string }, command: Command) => {
      await withPlatform(command, async platform => {
        const by = await administratorOf(platform, options.brand)
        const { id } = await findOperator(platform, by, options.email)
        await changeOperator(platform, by, id, { disabled: true })
      })
      if (commonOptions(command).json) return sayJson({ email: options.email, disabled: true })
      say(`${options.email} is disabled, and signed out.`)
    })
}

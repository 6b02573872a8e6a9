import type { Command } from 'commander'
import { removeTotp, resetPassword } from '../operators/index.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { administratorOf, findOperator, readPassword } from './operator-options.ts'
import { say, sayJson } from './terminal.ts'

interface Options {
  brand: string
  email: string
  passwordStdin?: true
  removeTotp?: true
}

export function addOperatorsResetPassword(operators: Command) {
  operators
    .command('reset-password')
    .description('give an operator another password, printed this once; ends the sessions')
    .requiredOption('--brand <slug>', 'whose operator')
    .requiredOption('--email <address>', 'what they sign in with')
    .option('--password-stdin', 'take the password from standard input, and print none')
    .option('--remove-totp', 'forget the authenticator app as well: it was lost')
    .addHelpText(
      'after',
      `
Example:
  npm run -s synergy -- operators reset-password --brand fernwood --email olive@fernwood.com --remove-totp`,
    )
    .action(async (options: Options, command: Command) => {
      const chosen = await readPassword(options)
      const password = await withPlatform(command, async platform => {
        const by = await administratorOf(platform, options.brand)
        const { id } = await findOperator(platform, by, options.email)
        const given = await resetPassword(platform, by, id, chosen)
        if (options.removeTotp) await removeTotp(platform, by, id)
        return given
      })
      const shown = chosen === undefined ? { password } : {}
      if (commonOptions(command).json) return sayJson({ email: options.email, ...shown })
      say(`${options.email} has another password, and no session any more.`)
      if (chosen === undefined) say(`Password, shown this once: ${password}`)
    })
}

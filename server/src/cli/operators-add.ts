import type { Command } from 'commander'
import { addOperator, type Role } from '../operators/index.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { administratorOf, readPassword, readRole } from './operator-options.ts'
import { say, sayJson } from './terminal.ts'

interface Options {
  brand: string
  email: string
  name: string
  role: Role
  passwordStdin?: true
}

export function addOperatorsAdd(operators: Command) {
  operators
    .command('add')
    .description('give a person access to the console of a brand; prints the password, this once')
    .requiredOption('--brand <slug>', 'whose console')
    .requiredOption('--email <address>', 'what they sign in with')
    .requiredOption('--name <name>', 'their name, as the audit shows it')
    .requiredOption('--role <role>', 'owner, marketer, support or analyst', readRole)
    .option('--password-stdin', 'take the password from standard input, and print none')
    .addHelpText(
      'after',
      `
A printed password is good for one thing: signing in and choosing another.

Example:
  npm run -s synergy -- operators add --brand fernwood --email olive@fernwood.com --name "Olive Green" --role owner`,
    )
    .action(async (options: Options, command: Command) => {
      const chosen = await readPassword(options)
      const made = await withPlatform(command, async platform => {
        const { email, name, role } = options
        const by = await administratorOf(platform, options.brand)
        const { operator, password } = await addOperator(platform, by, {
          email,
          name,
          role,
          ...(chosen === undefined ? {} : { password: chosen }),
        })
        return { id: operator.id, email: operator.email, role, ...(chosen === undefined ? { password } : {}) }
      })
      if (commonOptions(command).json) return sayJson(made)
      say(`${made.email} is ${made.role} of ${options.brand}.`)
      if (made.password) say(`Password, shown this once: ${made.password}`)
    })
}

import { Command, CommanderError } from 'commander'
import { addAuditVerify } from './audit-verify.ts'
import { addBrandsConnect } from './brands-connect.ts'
import { addBrandsCreate } from './brands-create.ts'
import { addBrandsList } from './brands-list.ts'
import { addBrandsMail } from './brands-mail.ts'
import { addBrandsReseal } from './brands-reseal.ts'
import { addCodesActivate } from './codes-activate.ts'
import { addCodesCreate } from './codes-create.ts'
import { addCodesSheet } from './codes-sheet.ts'
import { addCodesStatus } from './codes-status.ts'
import { addCodesVoid } from './codes-void.ts'
import { describeFailure } from './describe-failure.ts'
import { addDoctor } from './doctor.ts'
import { addExplain } from './explain.ts'
import { addInsightsQuarantine } from './insights-quarantine.ts'
import { addInsightsReplay } from './insights-replay.ts'
import { addInsightsStatus } from './insights-status.ts'
import { addMembersImport } from './members-import.ts'
import { addMigrate } from './migrate.ts'
import { addOperatorsAdd } from './operators-add.ts'
import { addOperatorsDisable } from './operators-disable.ts'
import { addOperatorsList } from './operators-list.ts'
import { addOperatorsResetPassword } from './operators-reset-password.ts'
import { addOutboxDead } from './outbox-dead.ts'
import { addOutboxOrders } from './outbox-orders.ts'
import { addOutboxReplay } from './outbox-replay.ts'
import { addOutboxStatus } from './outbox-status.ts'
import { addOutboxVerify } from './outbox-verify.ts'
import { addProductsImport } from './products-import.ts'
import { remark } from './terminal.ts'

const USAGE = 2

/** Table of contents: every command. */
function createProgram(): Command {
  const program = new Command('synergy')
    .description('Runs an installation from the command line, whether or not its server runs.')
    .option('--json', 'print one JSON document instead of text')
    .option('--verbose', 'say what goes on, and where an unexpected error comes from')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText(
      'after',
      `
Exit codes: 0 done, 1 failed or refused, 2 called or set up wrongly.
Settings come from the environment, as for the server: DATABASE_URL, DATA_DIR, KEYS, PORT.

Example: npm run -s synergy -- products import menu.csv --brand fernwood --dry-run`,
    )

  const brands = program.command('brands').description('the tenants of this installation')
  addBrandsCreate(brands)
  addBrandsList(brands)
  addBrandsConnect(brands)
  addBrandsMail(brands)
  addBrandsReseal(brands)
  const operators = program.command('operators').description('who has access to the console of a brand')
  addOperatorsAdd(operators)
  addOperatorsList(operators)
  addOperatorsResetPassword(operators)
  addOperatorsDisable(operators)
  addAuditVerify(program.command('audit').description('who did what'))
  addMembersImport(program.command('members').description('who a brand’s members are'))
  const insights = program.command('insights').description('what Customer.io tells about members')
  addInsightsStatus(insights)
  addInsightsQuarantine(insights)
  addInsightsReplay(insights)
  const products = program.command('products').description("what a brand's packs are")
  addProductsImport(products)
  const codes = program.command('codes').description('batches of printed codes')
  addCodesCreate(codes)
  addCodesSheet(codes)
  addCodesActivate(codes)
  addCodesVoid(codes)
  addCodesStatus(codes)
  const outbox = program.command('outbox').description('events on their way to Customer.io')
  addOutboxStatus(outbox)
  addOutboxDead(outbox)
  addOutboxReplay(outbox)
  addOutboxOrders(outbox)
  addOutboxVerify(outbox)
  addMigrate(program)
  addDoctor(program)
  addExplain(program)
  return program
}

async function main() {
  const program = createProgram()
  try {
    await program.parseAsync()
  } catch (error) {
    // Commander has printed its own message, or the help that was asked for.
    if (error instanceof CommanderError && error.code.startsWith('commander.')) {
      process.exitCode = error.exitCode === 0 ? 0 : USAGE
      return
    }
    const { json, verbose } = program.opts<{ json?: boolean; verbose?: boolean }>()
    const { exitCode, code, message } = describeFailure(error)
    remark(json ? JSON.stringify({ error: { code, message } }) : message)
    if (verbose) remark((error as Error).stack ?? String(error))
    process.exitCode = exitCode
  }
}

await main()

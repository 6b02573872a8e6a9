import { ConfigError, readConfig, type SimulatorConfig } from './config.ts'
import { startSimulator } from './index.ts'

const help = `A stand-in for Customer.io, for development and tests.

Usage: node simulator/src/main.ts

Settings, all from the environment:
  SIMULATOR_PORT          the public port: Track and App API, and a page to watch (3100; 0 = any free one)
  SIMULATOR_HOST          the address it listens on (127.0.0.1)
  SIMULATOR_CONTROL_PORT  faults, ledger, mail; loopback only (the public port plus one)
  SIMULATOR_SEED          makes faults and predictions repeatable (1)
  SIMULATOR_LEDGER_LIMIT  how many operations are kept to be read (50000)
  SIMULATOR_LEDGER        what is kept of each: everything, or a digest of id, person and decision (everything)
  SIMULATOR_KNOBS         JSON of what the documents leave open; README.md lists them
  SIMULATOR_WORKSPACES    JSON: [{"name", "site_id", "api_key", "app_api_key",
                                  "webhook_url"?, "webhook_signing_key"?,
                                  "reporting_webhook_url"?, "reporting_signing_key"?}]
`

async function main(args: string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(help)
    return
  }
  if (args.length > 0) return fail(`There is no argument ${args[0]}; --help tells what can be set.`, 2)
  try {
    await run(readConfig(process.env))
  } catch (error) {
    if (error instanceof ConfigError) return fail(error.message, 2)
    fail(explain(error as NodeJS.ErrnoException), 1)
  }
}

async function run(config: SimulatorConfig): Promise<void> {
  const { port, controlPort, close } = await startSimulator(config)
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  console.log(`Customer.io stand-in at http://${host}:${port}, control at http://127.0.0.1:${controlPort}`)
  let isClosing = false
  const stop = () => {
    if (isClosing) return
    isClosing = true
    void close().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  if (!process.send) return
  // Started by another program, it must not outlive it.
  process.on('disconnect', stop)
  process.send({ ready: true, port, controlPort })
}

function explain(error: NodeJS.ErrnoException & { address?: string; port?: number }): string {
  const where = `${error.address}:${error.port}`
  if (error.code === 'EADDRINUSE')
    return `${where} is in use already. Stop what listens there, or set SIMULATOR_PORT and SIMULATOR_CONTROL_PORT.`
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL')
    return `Cannot listen on ${where}: ${error.code}.`
  return error.stack ?? error.message
}

function fail(message: string, exitCode: number): void {
  console.error(`simulator: ${message}`)
  process.exitCode = exitCode
}

await main(process.argv.slice(2))

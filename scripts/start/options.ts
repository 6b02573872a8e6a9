import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export const usage = `npm start            everything on this machine, with a demo inside; Ctrl-C stops it
npm run dev          the same, and restarts what you change

Settings, all optional:
  PORT=3000            where the app is served
  SIMULATOR_PORT=3100  the stand-in for Customer.io; its control port is one more
  DATA_DIR=.data/dev   where everything is kept; remove the folder to begin anew
  DATABASE_URL         a PostgreSQL of your own instead of the embedded one
  LOG=stdout           logs to the terminal instead of files; dev does that by itself, LOG=file undoes it`

export type Options = {
  help: boolean
  watch: boolean
  port: number
  simulatorPort: number
  dataDir: string
  databaseUrl: string | undefined
  logsToTerminal: boolean
}

/** Reads the command line and the environment; throws with a sentence about the first that cannot be used. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): Options {
  const { values } = parseArgs({
    args,
    options: { help: { type: 'boolean', short: 'h' }, watch: { type: 'boolean' } },
  })
  return {
    help: values.help ?? false,
    watch: values.watch ?? false,
    port: readPort(env, 'PORT', 3000),
    simulatorPort: readPort(env, 'SIMULATOR_PORT', 3100),
    dataDir: resolve(env.DATA_DIR || '.data/dev'),
    databaseUrl: env.DATABASE_URL || undefined,
    logsToTerminal: env.LOG ? env.LOG === 'stdout' : (values.watch ?? false),
  }
}

function readPort(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = env[name]
  if (!text) return otherwise
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port < 65_535) return port
  throw new Error(`${name} must be a port from 1 to 65534, not ${JSON.stringify(text)}.`)
}

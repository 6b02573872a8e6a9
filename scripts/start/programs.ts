import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { demoWorkspaces } from '../../server/src/demo/workspaces.ts'
import type { Options } from './options.ts'
import type { Program } from './supervise.ts'

type Surroundings = {
  databaseUrl(): string
  databaseServes(): Promise<unknown>
  tell(line: string): void
}

/** The server and the Customer.io stand-in, as they run on one machine. */
export function demoPrograms(
  options: Options,
  around: Surroundings,
): { simulator: Program; server: Program } {
  const logs = join(options.dataDir, 'logs')
  mkdirSync(logs, { recursive: true })
  const logFile = (name: string) => (options.logsToTerminal ? undefined : join(logs, `${name}.log`))
  const command = (entry: string) => (options.watch ? ['--watch', '--watch-preserve-output', entry] : [entry])
  const simulatorPorts = {
    SIMULATOR_PORT: String(options.simulatorPort),
    SIMULATOR_CONTROL_PORT: String(options.simulatorPort + 1),
  }
  const workspaces = demoWorkspaces(`http://127.0.0.1:${options.port}`)
  return {
    simulator: {
      name: 'simulator',
      command: command('simulator/src/main.ts'),
      environment: () => ({
        ...process.env,
        ...simulatorPorts,
        SIMULATOR_WORKSPACES: JSON.stringify(workspaces),
      }),
      logFile: logFile('simulator'),
      mayStart: async () => {},
      tell: around.tell,
    },
    server: {
      name: 'server',
      command: command('server/src/main.ts'),
      environment: () => ({
        SYNERGY_DEMO: '1',
        ROLE: 'all',
        ...process.env,
        ...simulatorPorts,
        SIMULATOR_URL: `http://127.0.0.1:${options.simulatorPort}`,
        DATABASE_URL: around.databaseUrl(),
        DATA_DIR: options.dataDir,
        PORT: String(options.port),
      }),
      logFile: logFile('server'),
      mayStart: around.databaseServes,
      tell: around.tell,
    },
  }
}

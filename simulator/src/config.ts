import { defaultKnobs, type Knobs, readKnobs } from './knobs/knobs.ts'

export type WorkspaceConfig = {
  name: string
  site_id: string
  api_key: string
  app_api_key: string
  /** Where insights go, signed with the key of that campaign's webhook. */
  webhook_url?: string
  webhook_signing_key?: string
  /** Where reports about mail go, with a key of their own; those posted on request go to webhook_url without it. */
  reporting_webhook_url?: string
  reporting_signing_key?: string
}

export type SimulatorConfig = {
  host: string
  port: number
  controlPort: number
  seed: number
  /** How many operations are kept to be read, and what of each. */
  ledgerLimit: number
  ledgerKeeps: 'everything' | 'digest'
  workspaces: WorkspaceConfig[]
  knobs: Knobs
}

/** Some of the settings; what is missing has its default. */
export type GivenConfig = Partial<Omit<SimulatorConfig, 'knobs'>> & { knobs?: Partial<Knobs> }

/** A setting that cannot be used; the message names it and says what it should be. */
export class ConfigError extends Error {}

const demoWorkspace: WorkspaceConfig = {
  name: 'demo',
  site_id: 'demo-site',
  api_key: 'demo-key',
  app_api_key: 'demo-app',
}

export const defaultConfig: SimulatorConfig = {
  host: '127.0.0.1',
  port: 3100,
  controlPort: 3101,
  seed: 1,
  ledgerLimit: 50_000,
  ledgerKeeps: 'everything',
  workspaces: [demoWorkspace],
  knobs: defaultKnobs,
}

/** Reads every setting from the environment; throws ConfigError on the first that cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv): SimulatorConfig {
  const port = readInteger(env, 'SIMULATOR_PORT', defaultConfig.port, 0, 65_535)
  // Port 0 asks for any free port, and "any free port plus one" would not be one.
  const nextPort = port === 0 || port === 65_535 ? 0 : port + 1
  return {
    host: env.SIMULATOR_HOST || defaultConfig.host,
    port,
    controlPort: readInteger(env, 'SIMULATOR_CONTROL_PORT', nextPort, 0, 65_535),
    seed: readInteger(env, 'SIMULATOR_SEED', defaultConfig.seed, 0, 2 ** 32 - 1),
    ledgerLimit: readInteger(env, 'SIMULATOR_LEDGER_LIMIT', defaultConfig.ledgerLimit, 1, 100_000_000),
    ledgerKeeps: readLedgerKeeps(env.SIMULATOR_LEDGER),
    workspaces: readWorkspaces(env.SIMULATOR_WORKSPACES),
    knobs: { ...defaultKnobs, ...readKnobSetting(env.SIMULATOR_KNOBS) },
  }
}

function readInteger(
  env: NodeJS.ProcessEnv,
  name: string,
  fallback: number,
  min: number,
  max: number,
): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max)
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, but is "${text}".`)
  return value
}

function readLedgerKeeps(text: string | undefined): SimulatorConfig['ledgerKeeps'] {
  if (text === undefined || text === '') return defaultConfig.ledgerKeeps
  if (text === 'everything' || text === 'digest') return text
  throw new ConfigError(`SIMULATOR_LEDGER must be "everything" or "digest", but is "${text}".`)
}

function readKnobSetting(text: string | undefined): Partial<Knobs> {
  if (text === undefined || text === '') return {}
  try {
    return readKnobs(JSON.parse(text))
  } catch (error) {
    throw new ConfigError(`SIMULATOR_KNOBS cannot be used: ${(error as Error).message}`)
  }
}

function readWorkspaces(text: string | undefined): WorkspaceConfig[] {
  if (text === undefined || text === '') return defaultConfig.workspaces
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch (error) {
    throw new ConfigError(
      `SIMULATOR_WORKSPACES must be JSON, but cannot be read: ${(error as Error).message}`,
    )
  }
  if (!Array.isArray(list) || list.length === 0)
    throw new ConfigError('SIMULATOR_WORKSPACES must be a JSON array with at least one workspace.')
  const workspaces = list.map(readWorkspace)
  for (const field of ['name', 'site_id', 'app_api_key'] as const) {
    const values = new Set(workspaces.map(workspace => workspace[field]))
    if (values.size < workspaces.length)
      throw new ConfigError(`SIMULATOR_WORKSPACES: every workspace needs a ${field} of its own.`)
  }
  return workspaces
}

const webhookFields = [
  ['webhook_url', 'webhook_signing_key'],
  ['reporting_webhook_url', 'reporting_signing_key'],
] as const

function readWorkspace(value: unknown, index: number): WorkspaceConfig {
  const where = `SIMULATOR_WORKSPACES[${index}]`
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ConfigError(`${where} must be an object.`)
  const given = value as Record<string, unknown>
  const required = (field: string): string => {
    const text = given[field]
    if (typeof text !== 'string' || text === '') throw new ConfigError(`${where}.${field} must be a text.`)
    return text
  }
  const workspace: WorkspaceConfig = {
    name: required('name'),
    site_id: required('site_id'),
    api_key: required('api_key'),
    app_api_key: required('app_api_key'),
  }
  for (const [urlField, keyField] of webhookFields) {
    if (given[urlField] === undefined || given[urlField] === null || given[urlField] === '') continue
    const url = required(urlField)
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
      throw new ConfigError(`${where}.${urlField} must be an http or https address, but is "${url}".`)
    workspace[urlField] = url
    workspace[keyField] = required(keyField)
  }
  return workspace
}

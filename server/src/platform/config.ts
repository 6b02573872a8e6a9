import { resolve } from 'node:path'
import { SetupError } from './errors.ts'
import { faultOfRelay, type MailRelay, readDkim } from './mail-relay.ts'

export type Role = 'api' | 'worker' | 'all'

export interface Config {
  role: Role
  demo: boolean
  host: string
  port: number
  dataDir: string
  databaseUrl: string | undefined
  databaseDirectUrl: string | undefined
  databaseAppUrl: string | undefined
  databaseJobsUrl: string | undefined
  prepareStatements: boolean
  redisUrl: string | undefined
  keys: string | undefined
  rateLimits: boolean
  trustProxy: boolean
  logLevel: string
  simulatorUrl: string
  simulatorControlUrl: string
  poolSize: number
  jobConcurrency: number
  urgentConcurrency: number
  mailRelay: MailRelay | undefined
  mailFrom: string | undefined
  outboxMonths: number
  outboxDeadDays: number
}

type Environment = Record<string, string | undefined>

function integer(env: Environment, name: string, fallback: number, min: number, max: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new SetupError(`${name} must be a whole number from ${min} to ${max}, not ${JSON.stringify(text)}.`)
  }
  return value
}

function oneOf<T extends string>(env: Environment, name: string, fallback: T, allowed: readonly T[]): T {
  const text = env[name] || fallback
  if (!allowed.includes(text as T)) {
    throw new SetupError(`${name} must be one of ${allowed.join(', ')}, not ${JSON.stringify(text)}.`)
  }
  return text as T
}

function url(env: Environment, name: string, protocols: string[]): string | undefined {
  const text = env[name]
  if (!text) return undefined
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    throw new SetupError(
      `${name} must be an address that begins with ${protocols.map(p => `${p}//`).join(' or ')}.`,
    )
  }
  return text
}

function relay(env: Environment): MailRelay | undefined {
  const { SMTP_URL: address, SMTP_DKIM: key } = env
  if (!address) return undefined
  const fault = faultOfRelay(address)
  if (fault) throw new SetupError(`SMTP_URL ${fault}.`)
  const dkim = key ? readDkim(key) : undefined
  if (key && !dkim)
    throw new SetupError('SMTP_DKIM must be JSON: {"domain", "selector", "private_key" as PEM}.')
  return { url: address, dkim }
}

/** An address without a name: mail bears the brand's. */
function mailbox(env: Environment, name: string): string | undefined {
  const text = env[name]
  if (text && !/^[^\s<>@,;:"]+@[^\s<>@,;:"]+$/.test(text)) {
    throw new SetupError(`${name} must be an address such as hello@example.com.`)
  }
  return text || undefined
}

const POSTGRES = ['postgres:', 'postgresql:']

/** Reads every setting, once; the only place that looks at the environment. Throws SetupError with the name. */
export function readConfig(env: Environment = process.env): Config {
  const demo = oneOf(env, 'SYNERGY_DEMO', '0', ['0', '1']) === '1'
  const databaseUrl = url(env, 'DATABASE_URL', POSTGRES)
  const simulatorPort = integer(env, 'SIMULATOR_PORT', 3100, 0, 65535)
  return {
    role: oneOf(env, 'ROLE', 'all', ['api', 'worker', 'all']),
    demo,
    host: env.HOST || (demo ? '127.0.0.1' : '0.0.0.0'),
    port: integer(env, 'PORT', 3000, 0, 65535),
    dataDir: resolve(env.DATA_DIR || '.data/dev'),
    databaseUrl,
    databaseDirectUrl: url(env, 'DATABASE_DIRECT_URL', POSTGRES) ?? databaseUrl,
    databaseAppUrl: url(env, 'DATABASE_APP_URL', POSTGRES),
    databaseJobsUrl: url(env, 'DATABASE_JOBS_URL', POSTGRES),
    prepareStatements: oneOf(env, 'DATABASE_PREPARE', 'on', ['on', 'off']) === 'on',
    redisUrl: url(env, 'REDIS_URL', ['redis:', 'rediss:']),
    keys: env.KEYS || undefined,
    rateLimits: oneOf(env, 'RATE_LIMITS', 'on', ['on', 'off']) === 'on',
    trustProxy: oneOf(env, 'TRUST_PROXY', 'off', ['on', 'off']) === 'on',
    logLevel: oneOf(env, 'LOG_LEVEL', 'info', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    simulatorUrl: url(env, 'SIMULATOR_URL', ['http:']) ?? `http://127.0.0.1:${simulatorPort}`,
    simulatorControlUrl:
      url(env, 'SIMULATOR_CONTROL_URL', ['http:']) ?? `http://127.0.0.1:${simulatorPort + 1}`,
    poolSize: integer(env, 'DATABASE_POOL', 12, 2, 200),
    jobConcurrency: integer(env, 'JOB_CONCURRENCY', 4, 1, 64),
    urgentConcurrency: integer(env, 'MAIL_CONCURRENCY', 8, 1, 64),
    mailRelay: relay(env),
    mailFrom: mailbox(env, 'MAIL_FROM'),
    outboxMonths: integer(env, 'OUTBOX_MONTHS', 3, 1, 120),
    outboxDeadDays: integer(env, 'OUTBOX_DEAD_DAYS', 90, 1, 3_650),
  }
}

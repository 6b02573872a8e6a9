import type { Command } from 'commander'
import pino from 'pino'
import { type Config, readConfig } from '../platform/config.ts'
import { hasEmbeddedDatabase, hasKeys } from '../platform/doctor/index.ts'
import { SetupError } from '../platform/errors.ts'
import { openInstallation } from '../platform/installation.ts'
import type { Platform } from '../platform/platform.ts'
import { interruptible } from './interruption.ts'
import { remark } from './terminal.ts'

/** The options that every command has. */
export interface CommonOptions {
  json?: boolean
  verbose?: boolean
}

export const commonOptions = (command: Command) => command.optsWithGlobals<CommonOptions>()

/** The settings as a command needs them: without Redis, which holds nothing that a command reads or writes. */
export function commandConfig(): Config {
  return { ...readConfig(), redisUrl: undefined }
}

/** The log of a command: silent unless asked for, and never where the result goes. */
export function commandLog({ verbose }: CommonOptions) {
  return pino({ level: verbose ? 'info' : 'silent', base: null }, pino.destination({ fd: 2, sync: true }))
}

export interface OpenOptions {
  onProgress?: (line: string) => void
  /** For the command that begins a new installation: a key ring that is missing is made. */
  mayMakeKeys?: boolean
}

/**
 * Does `work` on the installation, whether or not a server runs, and leaves everything as it was found: the database
 * is stopped again when nobody else uses it, also when the command is interrupted. Throws SetupError when there is a
 * database but no key ring.
 */
export function withPlatform<T>(
  command: Command,
  work: (platform: Platform, interrupted: AbortSignal) => Promise<T>,
  { onProgress = remark, mayMakeKeys = false }: OpenOptions = {},
): Promise<T> {
  return interruptible(async interrupted => {
    const config = commandConfig()
    if (!mayMakeKeys) requireKeys(config)
    const log = commandLog(commonOptions(command))
    const installation = await openInstallation(config, { borrow: true, log, onProgress })
    try {
      interrupted.throwIfAborted()
      return await work(installation.platform, interrupted)
    } finally {
      await installation.close()
    }
  })
}

/** A ring made here by mistake would lock the running server out of its database and make codes that it never knows. */
function requireKeys(config: Config) {
  if (hasKeys(config) || !(config.databaseUrl || hasEmbeddedDatabase(config))) return
  throw new SetupError(
    `There is a database, but no key ring in ${config.dataDir}: set KEYS or DATA_DIR as the server has them. For a new installation, \`migrate\` makes one.`,
  )
}

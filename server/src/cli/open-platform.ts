import type { Command } from 'commander'
import pino from 'pino'
import { type Config, readConfig } from '../platform/config.ts'
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

/**
 * Does `work` on the installation, whether or not a server runs, and leaves everything as it was found: the database
 * is stopped again when nobody else uses it, also when the command is interrupted.
 */
export function withPlatform<T>(
  command: Command,
  work: (platform: Platform, interrupted: AbortSignal) => Promise<T>,
  onProgress: (line: string) => void = remark,
): Promise<T> {
  return interruptible(async interrupted => {
    const installation = await openInstallation(commandConfig(), {
      borrow: true,
      log: commandLog(commonOptions(command)),
      onProgress,
    })
    try {
      interrupted.throwIfAborted()
      return await work(installation.platform, interrupted)
    } finally {
      await installation.close()
    }
  })
}

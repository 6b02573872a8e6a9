import { CommanderError } from 'commander'
import { MenuFormatError } from '../catalogue/index.ts'
import { EmbeddedPostgresError, LockHeldError } from '../platform/embedded-postgres/index.ts'
import { Problem, SetupError } from '../platform/errors.ts'
import { Interruption } from './interruption.ts'

/** As a shell reports a program that Ctrl-C ended. */
const INTERRUPTED = 130

/** What a failed command says and ends with: 1 when it failed or was refused, 2 when it was called or set up wrongly. */
export interface Failure {
  exitCode: 1 | 2 | typeof INTERRUPTED
  code: string
  message: string
}

const FILE_FAULTS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'that is a folder, not a file',
  EACCES: 'this user may not read it',
}

const DATABASE_UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EAI_AGAIN',
  '57P03',
])
/** Wrong password, no such role, no such database, not allowed. */
const DATABASE_REFUSES = new Set(['28P01', '28000', '3D000', '42501'])

/** Turns whatever a command threw into one clear line; what nobody expected says how to learn more. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof Problem) return { exitCode: 1, code: error.code, message: describeProblem(error) }
  if (error instanceof Interruption)
    return { exitCode: INTERRUPTED, code: 'interrupted', message: error.message }
  if (error instanceof MenuFormatError) return { exitCode: 1, code: error.code, message: error.message }
  if (error instanceof CommanderError) return { exitCode: 2, code: 'usage', message: error.message }
  if (
    error instanceof SetupError ||
    error instanceof EmbeddedPostgresError ||
    error instanceof LockHeldError
  ) {
    return { exitCode: 2, code: 'setup', message: error.message }
  }
  const { code = '', path, message } = deepest(error)
  const fault = path === undefined ? undefined : FILE_FAULTS[code]
  if (fault) return { exitCode: 2, code: 'file', message: `${path}: ${fault}.` }
  if (DATABASE_UNREACHABLE.has(code)) {
    return {
      exitCode: 2,
      code: 'database_unreachable',
      message: `The database cannot be reached (${message || code}). Start it, or correct DATABASE_URL.`,
    }
  }
  if (DATABASE_REFUSES.has(code)) {
    return {
      exitCode: 2,
      code: 'database_refuses',
      message: `The database refuses us: ${message}. Correct DATABASE_URL, or what its user may do.`,
    }
  }
  return {
    exitCode: 1,
    code: 'unexpected',
    message: `Something unexpected: ${message || String(error)}. --verbose shows where; \`doctor\` checks the installation.`,
  }
}

function describeProblem({ title, message, errors }: Problem): string {
  if (errors) return `${title}: ${errors.map(one => `${one.field}: ${one.message}`).join(' ')}`
  return message === title ? `${title}.` : `${title}. ${message}`
}

/** Node tries every address of a host, and the refusals come together without a message of their own. */
function deepest(error: unknown): NodeJS.ErrnoException {
  if (error instanceof AggregateError && error.errors.length > 0) return deepest(error.errors[0])
  return error instanceof Error ? error : new Error(String(error))
}

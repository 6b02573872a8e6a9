import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { TEST_KEYS } from '../../../test/keys.ts'

const ENTRY = fileURLToPath(new URL('../main.ts', import.meta.url))

export interface Run {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs the command line as a person would, on the database at `databaseUrl`; `env` changes settings. For tests. */
export async function runCli(
  databaseUrl: string,
  args: string[],
  env: Record<string, string> = {},
  input = '',
): Promise<Run> {
  const child = spawn(process.execPath, [ENTRY, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { DATABASE_URL: databaseUrl, KEYS: TEST_KEYS, PORT: '3000', ...env },
  })
  // A command that reads no input may have ended before it was written.
  child.stdin.on('error', () => {}).end(input)
  const run: Run = { code: null, stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', text => {
    run.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    run.stderr += text
  })
  run.code = await new Promise(resolve => child.once('close', resolve))
  return run
}

import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { seconds } from '../steps.mjs'

export type Outcome = { passed: boolean; how: string; logFile: string }

const slowestCommandMs = 5 * 60_000
const allCommandsMs = 15 * 60_000

/** Runs each command once, one after the other, each with a log in `folder`; tells each outcome as it comes. */
export async function runCommands(
  commands: string[],
  folder: string,
  tell: (command: string, outcome: Outcome) => void,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>()
  const endsAt = performance.now() + allCommandsMs
  for (const [index, command] of [...new Set(commands)].entries()) {
    const logFile = join(folder, `${index + 1}.log`)
    const leftMs = Math.min(slowestCommandMs, endsAt - performance.now())
    const outcome =
      leftMs > 0
        ? await runCommand(command, logFile, leftMs)
        : { passed: false, how: 'not run: 15 min were over', logFile }
    outcomes.set(command, outcome)
    tell(command, outcome)
  }
  return outcomes
}

/** Runs `npm …`, and everything it starts goes with it when its time is over. */
async function runCommand(command: string, logFile: string, limitMs: number): Promise<Outcome> {
  const began = performance.now()
  const log = openSync(logFile, 'w')
  const npm = process.env.npm_execpath
  const args = command.split(/\s+/).slice(1)
  const [program, programArgs] = npm ? [process.execPath, [npm, ...args]] : ['npm', args]
  const child = spawn(program, programArgs, {
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32' && program === 'npm',
  })
  closeSync(log)
  const interrupt = () => killGroup(child.pid)
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    interrupt()
  }, limitMs)
  const how = await new Promise<string>(resolve => {
    child.once('error', error => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code === 0 ? '' : `ended with ${signal ?? code}`))
  })
  clearTimeout(timer)
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  const trouble = isLate ? `not done after ${Math.round(limitMs / 1000)} s` : how
  return { passed: trouble === '', how: trouble || seconds(began), logFile }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGTERM')
  } catch {
    // It has just ended by itself.
  }
}

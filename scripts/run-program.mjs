// Plain JavaScript: it also serves the script that runs before anything is installed.
import { spawn } from 'node:child_process'

const mostCharacters = 20_000
const linesAtEachEnd = 12

/** A program ended badly; the message holds what it said. */
export class ProgramFailed extends Error {
  /** @override */
  name = 'ProgramFailed'
}

/**
 * Runs a program to its end without showing its output; throws ProgramFailed with what matters of that.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, signal?: AbortSignal }} [options]
 * @returns {Promise<void>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    // On Windows npm is a command script, which only a shell can run.
    const shell = process.platform === 'win32' && program === 'npm'
    const child = spawn(program, args, { ...options, shell, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const listen = (/** @type {Buffer} */ chunk) => {
      said =
        said.length < mostCharacters
          ? said + chunk
          : said.slice(0, mostCharacters / 2) + (said + chunk).slice(-mostCharacters / 2)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('error', error => reject(new ProgramFailed(`${program}: ${error.message}`)))
    child.once('close', (code, signal) => {
      if (code === 0) return resolve()
      const command = [program, ...args].join(' ')
      reject(new ProgramFailed(`${command} ended with ${signal ?? code}:\n${beginningAndEnd(said)}`))
    })
  })
}

/** npm says what is wrong first and a page of advice after it; others say it last. @param {string} said */
function beginningAndEnd(said) {
  const lines = said.trim().split('\n')
  if (lines.length <= 2 * linesAtEachEnd) return lines.join('\n')
  return [...lines.slice(0, linesAtEachEnd), '…', ...lines.slice(-linesAtEachEnd)].join('\n')
}

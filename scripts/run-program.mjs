// Plain JavaScript: it also serves the script that runs before anything is installed.
import { spawn } from 'node:child_process'

/** A program ended badly; the message holds the end of what it said. */
export class ProgramFailed extends Error {
  /** @override */
  name = 'ProgramFailed'
}

/**
 * Runs a program to its end without showing its output; throws ProgramFailed with the end of that.
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
      said = (said + chunk).slice(-8000)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('error', error => reject(new ProgramFailed(`${program}: ${error.message}`)))
    child.once('close', (code, signal) => {
      if (code === 0) return resolve()
      const command = [program, ...args].join(' ')
      const tail = said.trim().split('\n').slice(-25).join('\n')
      reject(new ProgramFailed(`${command} ended with ${signal ?? code}:\n${tail}`))
    })
  })
}

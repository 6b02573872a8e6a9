import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Builds the app anew whenever its sources change. */
export function watchPwa(): { stop(): Promise<void> } {
  const child = spawn(
    process.execPath,
    ['../node_modules/vite/bin/vite.js', 'build', '--watch', '--clearScreen=false'],
    {
      cwd: 'pwa',
      stdio: ['ignore', 'ignore', 'inherit'],
      detached: process.platform !== 'win32',
    },
  )
  const ended = once(child, 'exit').catch(() => {})
  return {
    stop: async () => {
      child.kill()
      await ended
    },
  }
}

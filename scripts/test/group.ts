import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Runs Node in a process group of its own, so that the signal that ends it reaches what it started; gives its exit code. */
export async function runInGroup(args: string[], env: NodeJS.ProcessEnv, stop: AbortSignal): Promise<number> {
  if (stop.aborted) return 130
  const child = spawn(process.execPath, args, {
    stdio: 'inherit',
    env,
    detached: process.platform !== 'win32',
  })
  const end = () => {
    if (child.pid === undefined) return
    if (process.platform === 'win32') child.kill()
    else process.kill(-child.pid, 'SIGTERM')
  }
  stop.addEventListener('abort', end)
  const [code] = (await once(child, 'exit')) as [number | null]
  stop.removeEventListener('abort', end)
  return stop.aborted ? 130 : (code ?? 1)
}

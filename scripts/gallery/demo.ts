import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort } from '../../server/src/platform/embedded-postgres/index.ts'

const START_MS_MAX = 120_000
const MAIL_MS_MAX = 15_000

interface Pack {
  code: string
  state: 'ready' | 'claimed' | 'inactive' | 'void'
}

interface Counter {
  slug: string
  origin: string
  packs: Pack[]
}

export interface Demo {
  url: string
  brands: string[]
  originOf(brand: string): Promise<string>
  /** The codes of a brand's packs in this state. */
  codes(brand: string, state: Pack['state']): Promise<string[]>
  /** The 6-digit code of the newest mail to this address, as soon as there is one. */
  mailedCode(to: string): Promise<string>
  close(): Promise<void>
}

/** A demo to take pictures of: the one at `url`, else a fresh one in a folder that `close` removes. */
export async function openDemo(url?: string): Promise<Demo> {
  const started = url ? { url, stop: async () => {} } : await startDemo()
  const get = async <Answer>(path: string): Promise<Answer> => {
    const response = await fetch(new URL(path, started.url))
    if (!response.ok) throw new Error(`${path} answered ${response.status}: is this a demo?`)
    return response.json() as Promise<Answer>
  }
  const counters = async () => (await get<{ brands: Counter[] }>('/demo/packs')).brands
  const counter = async (brand: string) => {
    const found = (await counters()).find(({ slug }) => slug === brand)
    if (!found) throw new Error(`The demo has no brand ${brand}`)
    return found
  }
  return {
    url: started.url,
    brands: (await counters()).map(({ slug }) => slug),
    originOf: async brand => (await counter(brand)).origin,
    async codes(brand, state) {
      // Opening the page makes more packs where they run out.
      await fetch(new URL('/demo', started.url))
      return (await counter(brand)).packs.filter(pack => pack.state === state).map(({ code }) => code)
    },
    async mailedCode(to) {
      for (const end = Date.now() + MAIL_MS_MAX; Date.now() < end; await sleep(200)) {
        const { items } = await get<{ items: { to: string; code: string | null }[] }>('/demo/mail')
        const code = items.find(mail => mail.to.includes(to))?.code
        if (code) return code
      }
      throw new Error(`No mail came to ${to}`)
    },
    close: started.stop,
  }
}

async function startDemo() {
  const folder = await mkdtemp(join(tmpdir(), 'gallery-'))
  const [port, simulatorPort] = [await findFreePort(), await findFreePort()]
  const url = `http://localhost:${port}`
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: String(port),
      SIMULATOR_PORT: String(simulatorPort),
      DATA_DIR: folder,
      // All of the walk comes from one address.
      RATE_LIMITS: 'off',
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (said += text))
  const ended = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  for (const end = Date.now() + START_MS_MAX; Date.now() < end; await sleep(200)) {
    if (child.exitCode !== null) break
    const health = await fetch(`${url}/demo/packs`).catch(() => undefined)
    if (health?.ok) return { url, stop }
  }
  await stop()
  throw new Error(`The demo did not start:\n${said}`)
}

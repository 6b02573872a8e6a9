import { serversOwn } from './servers-own.ts'

// The types of workers and of pages cannot be loaded together; this is the part of them that is used here.
type Lasting = Event & { waitUntil: (work: Promise<unknown>) => void }
type Fetching = Lasting & { request: Request; respondWith: (answer: Promise<Response>) => void }
type Worker = {
  __WB_MANIFEST: { url: string; revision: string | null }[]
  skipWaiting: () => Promise<void>
  clients: { claim: () => Promise<void> }
  location: Location
  addEventListener(name: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(name: 'fetch', listener: (event: Fetching) => void): void
}
const worker = self as unknown as Worker

const files = self.__WB_MANIFEST.map(({ url }) => `/${url}`)
// The names carry hashes of the content, so the list of names is the version.
const cacheName = `shell-${checksum(files.join())}`
const shell = '/'

worker.addEventListener('install', event => {
  event.waitUntil(install().then(() => worker.skipWaiting()))
})

worker.addEventListener('activate', event => {
  event.waitUntil(dropOlder().then(() => worker.clients.claim()))
})

worker.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin || serversOwn(url.pathname)) return
  if (request.mode === 'navigate') event.respondWith(answerWithShell(event))
  else if (files.includes(url.pathname)) event.respondWith(fromCache(request))
})

async function install() {
  const cache = await caches.open(cacheName)
  await Promise.all([cache.addAll(files), keepShell(cache, await fetch(shell, { cache: 'reload' }))])
}

async function dropOlder() {
  const names = await caches.keys()
  await Promise.all(
    names.filter(name => name.startsWith('shell-') && name !== cacheName).map(name => caches.delete(name)),
  )
}

// The kept shell answers at once; a fresh one, with the brand's newest colours, is for the next visit.
async function answerWithShell(event: Fetching) {
  const cache = await caches.open(cacheName)
  const kept = await cache.match(shell)
  if (!kept) return fetch(event.request)
  event.waitUntil(
    fetch(shell)
      .then(fresh => keepShell(cache, fresh))
      .catch(() => {}),
  )
  return kept
}

// A shell of a newer build asks for scripts that this cache does not hold: it waits for the newer worker.
async function keepShell(cache: Cache, answer: Response) {
  if (!answer.ok) return
  const page = await answer.clone().text()
  const scripts = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(match => match[1])
  if (scripts.every(script => script && files.includes(script))) await cache.put(shell, answer)
}

async function fromCache(request: Request) {
  return (await caches.match(request)) ?? fetch(request)
}

function checksum(text: string) {
  let sum = 0
  for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) >>> 0
  return sum.toString(36)
}

declare global {
  interface Window {
    __WB_MANIFEST: { url: string; revision: string | null }[]
  }
}

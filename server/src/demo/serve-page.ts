import { readdir, readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { FastifyInstance } from 'fastify'

const PUBLIC_FOLDER = new URL('./public/', import.meta.url)

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Serves the files of the demo's page under the prefix of `scope`; `beforePage` ends before the page leaves. */
export async function servePage(
  scope: Pick<FastifyInstance, 'get'>,
  beforePage: () => Promise<void>,
): Promise<void> {
  for (const name of await readdir(PUBLIC_FOLDER)) {
    const file = await readFile(new URL(name, PUBLIC_FOLDER))
    const isPage = name === 'index.html'
    scope.get(isPage ? '' : `/${name}`, async (_request, reply) => {
      if (isPage) await beforePage()
      return reply
        .type(TYPES[extname(name)] ?? 'application/octet-stream')
        .headers({ 'cache-control': 'no-cache', 'content-security-policy': CONTENT_SECURITY_POLICY })
        .send(file)
    })
  }
}

import { sql, type Tx } from '../platform/db/database.ts'
import { notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'

const LOOPBACK = ['localhost', '127.0.0.1']

/**
 * Where a brand's app lives, such as `https://go.fernwood.com`: its own domain before one of this machine (which is
 * served on `port`), `{slug}.localhost` when it has none. Throws a 404 Problem when there is no such brand.
 */
export async function brandUrl(source: Tx | Platform, brandId: number, port: number): Promise<string> {
  const read = (tx: Tx) => readHosts(tx, brandId)
  const { slug, hosts } = await ('db' in source ? source.db.transaction(brandId, read) : read(source))
  const host = hosts.find(name => !isOfThisMachine(name)) ?? hosts[0] ?? `${slug}.localhost`
  if (!isOfThisMachine(host)) return `https://${host}`
  return `http://${LOOPBACK.includes(host) ? 'localhost' : host}:${port}`
}

const isOfThisMachine = (host: string) => LOOPBACK.includes(host) || host.endsWith('.localhost')

async function readHosts(tx: Tx, brandId: number): Promise<{ slug: string; hosts: string[] }> {
  const brand = await tx.first(sql.selectFrom('brands').select('slug').where('id', '=', brandId))
  if (!brand) throw notFound('brand')
  const rows = await tx.many(
    sql.selectFrom('brand_domains').select('host').where('brand_id', '=', brandId).orderBy('host'),
  )
  return { slug: brand.slug, hosts: rows.map(row => row.host) }
}

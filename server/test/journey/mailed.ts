import type pg from 'pg'
import type { World } from '../world.ts'

export interface Mailed {
  link: string
  token: string
  code: string
  count: number
}

/** What the newest mail that waits for an address says: the queue is opened as the sender opens it. */
export async function newestMail(
  world: World,
  admin: Pick<pg.Pool, 'query'>,
  email: string,
): Promise<Mailed> {
  const { rows } = await admin.query(
    `select brand_id, id, key_id, sealed from mail_queue where recipient = $1 order by id desc`,
    [email],
  )
  const row = rows[0]
  if (!row) throw new Error(`no mail to ${email}`)
  const context = `mail_queue/${row.brand_id}/${row.id}`
  const { link, code } = JSON.parse(
    world.platform.keys.open({ keyId: row.key_id, sealed: row.sealed }, context),
  )
  return { link, code, token: new URL(link).searchParams.get('token') as string, count: rows.length }
}

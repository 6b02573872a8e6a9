import type pg from 'pg'
import { SetupError } from '../errors.ts'
import type { Keys } from '../keys.ts'

/**
 * Refuses a key ring that is not the one this database was made with: every printed code would be unknown and every
 * sealed credential unreadable. The first ring leaves its mark, an HMAC that says nothing about the key.
 */
export async function checkKeyRing(client: pg.Client, keys: Keys): Promise<void> {
  const mark = (keyId: string) => keys.hmac('database-role', 'key check', keyId).toString('hex')
  await client.query('create table if not exists installation (key_check text not null)')
  const { rows } = await client.query<{ key_check: string }>('select key_check from installation')
  const known = rows[0]?.key_check
  if (!known) {
    await client.query('insert into installation values ($1)', [mark(keys.currentId)])
  } else if (!keys.ids.some(id => mark(id) === known)) {
    throw new SetupError(
      'The key ring (KEYS, or keys.json in the data folder) is not the one this database was made with: its codes and credentials could not be read. Bring back the old ring; a rotated one keeps its old keys.',
    )
  }
}

import { createHash } from 'node:crypto'
import type { SliceWork } from '../../activity/index.ts'
import { readProgram } from '../../earning/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import { derivedId } from '../derived-id.ts'
import { scanInTransaction } from '../scan-batch.ts'

interface Remembered {
  id: string
  hmac: string
  member_id: string
}

/** The next attempt, in the order in which they were made, at a code of the range that nobody has yet. */
const NEXT = `
  select a.id, encode(a.hmac, 'hex') as hmac, a.member_id
  from code_attempts a
  join codes c on c.brand_id = a.brand_id and c.hmac = a.hmac
  join members m on m.brand_id = a.brand_id and m.id = a.member_id
  where a.brand_id = $1 and a.batch_id = $2 and a.verdict = 'inactive'
    and a.id > (select coalesce($3::uuid, '00000000-0000-0000-0000-000000000000'))
    and c.claimed_by is null and c.serial between $4 and $5 and m.state <> 'erased'
  order by a.id limit 1`

/**
 * Credits who tried a code before it was active: of each code the first who did, if nobody has claimed it since, by
 * the same path as a scan. One code a slice, so that it locks like a scan and not in an order of its own.
 */
export const creditAttempts: SliceWork = async (platform, tx, run) => {
  const { batch_id, from, to } = run.input as { batch_id: string; from: number; to: number }
  const [next] = await tx.raw<Remembered>(NEXT, [tx.brandId, batch_id, run.cursor, from, to])
  const { credited = 0 } = run.result as { credited?: number }
  if (!next) return { cursor: null, done: 0, result: { credited } }
  const isCredited = await credit(tx, next, platform.clock())
  return { cursor: next.id, done: 1, result: { credited: credited + (isCredited ? 1 : 0) } }
}

async function credit(tx: Tx, { hmac, member_id: memberId }: Remembered, at: Date): Promise<boolean> {
  const { decision } = await scanInTransaction(tx, {
    program: await readProgram(tx, at),
    memberId,
    hmacs: [hmac],
    // Derived: the same code is credited to the same member once, whatever runs twice.
    clientOpId: derivedId('credit', hmac, memberId),
    requestHash: createHash('sha256').update(`credit:${hmac}`).digest('hex'),
    requestId: null,
    at,
    pin: 'proved',
    isRemembered: true,
  })
  return decision?.kind === 'claimed'
}

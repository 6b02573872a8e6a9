import { hash } from 'node:crypto'
import type { Tx } from '../../platform/db/database.ts'
import { waitAfterFailures } from './pace.ts'

/** Attributes of a person as Customer.io was last told: numbers as they are, the profile as one hash. */
export type Told = Record<string, unknown>

/** Whatever was told is told again after this, in case somebody has changed it over there. */
const TOLD_MS = 30 * 86_400_000

const PROFILE = new Set(['email', 'first_name', 'last_name', 'created_at', 'referral_code', 'unsubscribed'])

/** What to remember of these attributes: nothing that names the person. */
export function remember(attributes: Record<string, unknown>): Told {
  const entries = Object.entries(attributes)
  const profile = JSON.stringify(entries.filter(([name]) => PROFILE.has(name)))
  return {
    ...Object.fromEntries(entries.filter(([name]) => !PROFILE.has(name))),
    profile: hash('sha256', profile, 'base64'),
  }
}

/** Of a person's attributes those that Customer.io does not know yet: the profile as a whole, and each other number. */
export function changedSince(
  told: Told | undefined,
  attributes: Record<string, unknown>,
): Record<string, unknown> {
  if (!told) return attributes
  const now = remember(attributes)
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => {
      const key = PROFILE.has(name) ? 'profile' : name
      return told[key] !== now[key]
    }),
  )
}

/** What Customer.io has been told of these people, by member. */
export async function readTold(tx: Tx, memberIds: string[], at: Date): Promise<Map<string, Told>> {
  if (memberIds.length === 0) return new Map()
  const rows = await tx.raw<{ member_id: string; told: Told }>(
    `select member_id, told from outbox_people
     where brand_id = $1 and member_id = any($2::uuid[]) and told is not null and told_at > $3`,
    [tx.brandId, memberIds, new Date(at.getTime() - TOLD_MS)],
  )
  return new Map(rows.map(({ member_id, told }) => [member_id, told]))
}

/** Remembers what people have been told; null forgets it, so that the next time all is told. */
export async function storeTold(tx: Tx, told: ReadonlyMap<string, Told | null>, at: Date): Promise<void> {
  // In id order, as everywhere.
  const known = [...told].filter(([, one]) => one !== null).sort(([a], [b]) => (a < b ? -1 : 1))
  const forgotten = [...told].filter(([, one]) => one === null).map(([id]) => id)
  if (forgotten.length > 0) {
    await tx.raw('delete from outbox_people where brand_id = $1 and member_id = any($2::uuid[])', [
      tx.brandId,
      forgotten,
    ])
  }
  if (known.length === 0) return
  await tx.raw(
    `insert into outbox_people (brand_id, member_id, told, told_at)
     select $1, member_id, told, $4 from unnest($2::uuid[], $3::jsonb[]) t(member_id, told)
     on conflict (brand_id, member_id) do update set told = excluded.told, told_at = excluded.told_at,
       failures = 0, due_at = '-infinity'`,
    [tx.brandId, known.map(([id]) => id), known.map(([, one]) => JSON.stringify(one)), at],
  )
}

/** Sets a person aside whose operation alone cannot be sent: longer each time, while the others go on. */
export async function setAside(tx: Tx, memberId: string, at: Date): Promise<void> {
  const [row] = await tx.raw<{ failures: number }>(
    `insert into outbox_people (brand_id, member_id, failures) values ($1, $2, 1)
     on conflict (brand_id, member_id) do update set failures = outbox_people.failures + 1 returning failures`,
    [tx.brandId, memberId],
  )
  const dueAt = new Date(at.getTime() + waitAfterFailures(row?.failures ?? 1))
  await tx.raw('update outbox_people set due_at = $3 where brand_id = $1 and member_id = $2', [
    tx.brandId,
    memberId,
    dueAt,
  ])
}

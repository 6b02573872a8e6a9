import type pg from 'pg'
import { newId } from '../../src/platform/id.ts'
import type { Reward } from '../../src/rewards/index.ts'

/** A reward of a brand, active and without end unless told otherwise. Answers its id. */
export async function addReward(
  admin: pg.Client,
  brandId: number,
  definition: Partial<Reward['definition']> = {},
): Promise<string> {
  const id = newId(new Date())
  const whole: Reward['definition'] = {
    name: 'Grinder',
    description: '',
    tags: [],
    kind: 'shipped',
    cost_points: 400,
    featured: false,
    active: true,
    ...definition,
  }
  await admin.query(
    'insert into rewards (brand_id, id, current_version, created_at) values ($1, $2, 1, now())',
    [brandId, id],
  )
  await admin.query(
    `insert into reward_versions (brand_id, reward_id, version, definition, created_at) values ($1, $2, 1, $3, now())`,
    [brandId, id, JSON.stringify(whole)],
  )
  await admin.query('insert into reward_stock (brand_id, reward_id) values ($1, $2)', [brandId, id])
  return id
}

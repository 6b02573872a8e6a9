import { randomUUID } from 'node:crypto'
import pg from 'pg'
import pino from 'pino'
import { createCampaign } from '../../src/campaigns/index.ts'
import type { DemoBrand } from '../../src/demo/demo-brand.ts'
import type { DemoReward } from '../../src/demo/demo-reward.ts'
import { makeBrand } from '../../src/demo/seed-demo.ts'
import { stockRewards } from '../../src/demo/stock-rewards.ts'
import { fillShelves } from '../../src/demo/year/fill-shelves.ts'
import type { Person } from '../../src/demo/year/person.ts'
import { openStage, type Stage } from '../../src/demo/year/stage.ts'
import { insertOperator } from '../../src/operators/index.ts'
import { type Day, isoDate, startOfDay } from '../../src/platform/calendar.ts'
import { readConfig } from '../../src/platform/config.ts'
import { newId } from '../../src/platform/id.ts'
import { openPlatform, type Platform } from '../../src/platform/platform.ts'
import { cloneDatabase, testKeys, testRoles } from '../database.ts'

/** A brand on a database of its own, at the beginning of its year. */
export interface Year {
  databaseName: string
  /** Sees past brands. */
  admin: pg.Pool
  brandId: number
  operatorId: string
  productLines: string[]
  /** The stage for these people. */
  stageFor(people: readonly Person[]): Stage
  /** Lets the configuration be read as of this day. */
  begin(day: Day): void
  /** Also drops the database, unless it is to be kept. */
  close(options: { keep: boolean }): Promise<void>
}

export interface YearInput {
  /** Whose settings, catalogue and rewards. */
  brand: DemoBrand
  seed: number
  members: number
  scans: number
  from: Day
  days: number
}

/** So that no voucher and no parcel runs out because of the size of the crowd. */
const VOUCHERS_PER_MEMBER = 0.5

/** Opens a demo brand's year: its real settings, catalogue and rewards, and a campaign on each of two feasts. */
export async function openYear({ brand, seed, members, scans, from, days }: YearInput): Promise<Year> {
  const database = await cloneDatabase()
  const admin = new pg.Pool({ connectionString: database.url, max: 2 })
  // A connection that is still closing when the database is dropped says so to nobody.
  admin.on('error', () => {})
  const time = { now: startOfDay(from, brand.timeZone) }
  // A year that is cut off is lived anew, so no commit waits for the disk.
  await admin.query(`alter database ${database.name} set synchronous_commit = off`)
  await admin.query('select ensure_partitions($1, $2)', [time.now, Math.ceil(days / 30) + 1])
  const settings = {
    DATABASE_URL: database.url,
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'silent',
    DATABASE_POOL: '48',
  }
  const platform = openPlatform(readConfig(settings), {
    keys: testKeys(),
    roles: testRoles(database.name),
    clock: () => time.now,
    log: pino({ level: 'silent' }),
  })
  const brandId = await makeBrand(platform, brand)
  const operatorId = await addOperator(platform, brandId, brand, members)
  await addFeasts(platform, brandId, brand, from)
  const shelves = await fillShelves(brand.slug)
  const packsPerBatch = Math.max(20, Math.ceil(scans / 400))
  return {
    databaseName: database.name,
    admin,
    brandId,
    operatorId,
    productLines: [...shelves.keys()],
    stageFor: people => openStage(platform, { brandId, seed, people, shelves, packsPerBatch }),
    begin: day => {
      time.now = startOfDay(day, brand.timeZone)
    },
    async close({ keep }) {
      await platform.close()
      await admin.end()
      if (!keep) await database.drop()
    },
  }
}

async function addOperator(
  platform: Platform,
  brandId: number,
  brand: DemoBrand,
  members: number,
): Promise<string> {
  const at = platform.clock()
  const id = newId(at)
  await platform.db.transaction(brandId, async tx => {
    await insertOperator(tx, {
      id,
      email: 'year@operators.example',
      name: 'The desk',
      role: 'owner',
      password_hash: `$argon2id$v=19$m=8,t=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`,
      password_is_temporary: false,
      created_at: at,
    })
    await stockRewards(platform, tx, { ...brand, rewards: brand.rewards.map(enoughFor(members)) }, id)
  })
  return id
}

const enoughFor =
  (members: number) =>
  ({ definition, stock }: DemoReward): DemoReward => {
    const vouchers = Math.ceil(members * VOUCHERS_PER_MEMBER)
    return { definition, stock: definition.kind === 'digital' ? Math.max(vouchers, stock ?? 0) : null }
  }

/** 20 April, and the eve of Thanksgiving, on which everything counts double and a half more. */
async function addFeasts(
  platform: Platform,
  brandId: number,
  { ladder, timeZone }: DemoBrand,
  from: Day,
): Promise<void> {
  const year = (isoDate(from) as string).slice(0, 4)
  const feasts: [string, string, string, number][] = [
    ['Four twenty', `${year}-04-20`, `${year}-04-21`, 20_000],
    ['Green Wednesday', `${year}-11-25`, `${year}-11-26`, 15_000],
  ]
  for (const [name, day, after, multiplier] of feasts) {
    const definition = {
      name,
      description: `${name} counts more.`,
      from: `${day}T00:00`,
      until: `${after}T00:00`,
      effect: { multiplier_basis_points: multiplier },
      when: {},
      stacks: false,
      priority: 80,
    }
    const rankKeys = ladder.ranks.map(({ key }) => key)
    await platform.db.transaction(brandId, tx =>
      createCampaign(tx, {
        definition,
        timeZone,
        rankKeys,
        at: platform.clock(),
        by: null,
        clientOpId: randomUUID(),
      }),
    )
  }
}

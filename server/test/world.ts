import { randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import pino, { type Logger } from 'pino'
import { type AchievementDefinition, insertAchievement } from '../src/achievements/index.ts'
import { type App, createApp } from '../src/app.ts'
import { upsertProducts } from '../src/catalogue/index.ts'
import { openSession } from '../src/identity/index.ts'
import { confirmMember, createMember } from '../src/members/index.ts'
import { insertOperator, openOperatorSession, type Role } from '../src/operators/index.ts'
import { readConfig } from '../src/platform/config.ts'
import { newId } from '../src/platform/id.ts'
import { openPlatform, type Platform } from '../src/platform/platform.ts'
import { createCodes } from '../src/scanning/index.ts'
import { type Brand, type CreateBrandInput, createBrand, DEFAULT_SETTINGS } from '../src/tenancy/index.ts'
import { cloneDatabase, testKeys, testRoles } from './database.ts'

export interface World {
  platform: Platform
  app: App
  /** The superuser's address of this world's database: for looking behind the curtain. */
  adminUrl: string
  databaseName: string
  /** The clock of this world; set it to travel. */
  time: { now: Date }
  brand: Brand
  /** Makes another brand, with a product of $10 (sku `TEN`) and of $10.45 (sku `TEN45`). */
  addBrand(input: Pick<CreateBrandInput, 'slug'> & Partial<CreateBrandInput>): Promise<Brand>
  addAchievement(brand: Brand, key: string, definition: Partial<AchievementDefinition>): Promise<string>
  /** Active codes of a new batch. */
  addCodes(
    count: number,
    options?: { brand?: Brand; sku?: string; activate?: boolean },
  ): Promise<{ batchId: string; codes: string[] }>
  /** A confirmed member with an access token. */
  addMember(options?: {
    brand?: Brand
    email?: string
    consent?: boolean
  }): Promise<{ id: string; token: string; email: string }>
  /** An operator, an owner unless told otherwise, with the headers of a browser that is signed in; has no password. */
  addOperator(options?: {
    role?: Role
    brand?: Brand
    name?: string
  }): Promise<{ id: string; headers: Record<string, string> }>
  /** The headers of a request of a brand, with a member's token. */
  headers(options?: { brand?: Brand; token?: string }): Record<string, string>
  close(): Promise<void>
}

export const ACHIEVEMENT: AchievementDefinition = {
  name: 'Third time',
  description: 'Scan three packs',
  criteria: { metric: 'scans', operator: 'at_least', value: [3], timeframe: 'all_time' },
  rewards: { points: 250 },
  visibility: { active: true, show_progress: true, hidden: false },
  personalization: { priority: 50 },
  metadata: { category: 'welcome', rarity: 'common' },
}

/** A hash in its form that is nobody's: hashing takes long, and few tests are about it. */
const NO_PASSWORD = `$argon2id$v=19$m=8,t=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** Nobody is held out: who is drawn would see no personal order, and a test in ten would fail. */
export const WORLD_SETTINGS = {
  ...DEFAULT_SETTINGS,
  personalization: { ...DEFAULT_SETTINGS.personalization, hold_out_percent: 0 },
}

const PRODUCT = {
  name: 'Ten dollar flower',
  product_line: 'House',
  form: 'flower',
  strain_name: null,
  strain_type: 'hybrid',
  size_label: '1 g',
  potency_thc_percent: 20.5,
  potency_cbd_percent: null,
  tags: ['calm'],
}

/**
 * A server on a database of its own, cloned from the template, with the brand `acme`. Closed after the test file, or
 * when `t` ends. `env` changes settings, such as REDIS_URL; `log` takes what is silent otherwise.
 */
export async function openWorld(
  t?: TestContext,
  env: Record<string, string> = {},
  log?: Logger,
): Promise<World> {
  const database = await cloneDatabase()
  const time = { now: new Date() }
  let frozen: Date | undefined
  Object.defineProperty(time, 'now', {
    get: () => frozen ?? new Date(),
    set: (at: Date) => {
      frozen = at
    },
  })
  const config = readConfig({ DATABASE_URL: database.url, RATE_LIMITS: 'off', LOG_LEVEL: 'silent', ...env })
  const platform = openPlatform(config, {
    keys: testKeys(),
    roles: testRoles(database.name),
    clock: () => time.now,
    log: log ?? pino({ level: config.logLevel }),
  })
  const app = await createApp(platform)

  async function addBrand(input: Pick<CreateBrandInput, 'slug'> & Partial<CreateBrandInput>): Promise<Brand> {
    const id = await createBrand(
      platform,
      {
        name: input.slug,
        timeZone: 'America/New_York',
        ...input,
        settings: { ...WORLD_SETTINGS, ...input.settings },
      },
      async tx => {
        const products = [
          { ...PRODUCT, sku: 'TEN', msrp_cents: 1_000 },
          { ...PRODUCT, sku: 'TEN45', msrp_cents: 1_045 },
        ]
        await upsertProducts(tx, products, time.now)
      },
    )
    return app.brands.byId(id)
  }
  const brand = await addBrand({ slug: 'acme', domains: ['localhost', '127.0.0.1'] })

  const world: World = {
    platform,
    app,
    adminUrl: database.url,
    databaseName: database.name,
    time,
    brand,
    addBrand,
    async addAchievement(at, key, definition) {
      const id = await platform.db.transaction(at.id, tx =>
        insertAchievement(tx, key, { ...ACHIEVEMENT, ...definition }, time.now),
      )
      app.programs.achievements.forget(at.id)
      return id
    },
    addCodes: (count, options = {}) =>
      createCodes(platform, (options.brand ?? brand).id, {
        sku: options.sku ?? 'TEN',
        count,
        activate: options.activate ?? true,
      }),
    async addMember(options = {}) {
      const at = options.brand ?? brand
      const email = options.email ?? `member-${randomUUID()}@example.com`
      const { ladder } = await app.programs.of(at)
      return platform.db.transaction(at.id, async tx => {
        const id = (await createMember(tx, {
          email,
          firstName: 'Robin',
          lastName: 'Doe',
          address: { line1: '1 Main St', city: 'Hudson', state: 'NY', postal_code: '12534', country: 'US' },
          marketingConsent: options.consent ?? true,
          rankKey: ladder.ranks[0].key,
          at: time.now,
        })) as string
        await confirmMember(tx, id)
        const session = await openSession(tx, { memberId: id, userAgent: 'test', at: time.now })
        const token = app.visitors.tokens.issue({ sub: id, brand: at.id, sid: session.id })
        return { id, token, email }
      })
    },
    async addOperator({ role = 'owner', brand: at = brand, name = `Some ${role}` } = {}) {
      const id = newId(time.now)
      const { token } = await platform.db.transaction(at.id, async tx => {
        await insertOperator(tx, {
          id,
          email: `${id}@operators.example`,
          name,
          role,
          password_hash: NO_PASSWORD,
          password_is_temporary: false,
          created_at: time.now,
        })
        return openOperatorSession(tx, { operatorId: id, userAgent: 'test', at: time.now })
      })
      return { id, headers: { ...world.headers({ brand: at }), cookie: `operator=${token}` } }
    },
    headers: ({ brand: at, token } = {}) => ({
      host: at && at.id !== brand.id ? `${at.slug}.localhost` : 'localhost',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    }),
    async close() {
      await app.drain()
      await platform.close()
      await database.drop()
    },
  }
  t?.after(() => world.close())
  return world
}

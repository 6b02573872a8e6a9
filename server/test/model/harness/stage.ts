import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { upsertProducts } from '../../../src/catalogue/index.ts'
import { createCodes } from '../../../src/scanning/index.ts'
import { type Brand, createBrand } from '../../../src/tenancy/index.ts'
import { setAgeCookieFor } from '../../age-cookie.ts'
import { openWorld, type World } from '../../world.ts'
import type { BrandPlan } from '../plan.ts'
import { momentOf } from '../reference/calendar.ts'
import type { Product } from '../reference/configuration.ts'

/** A server on a database of its own, with a brand that is never the one under test. */
export interface Theatre {
  world: World
  /** Sees past brands. */
  admin: pg.Pool
  foreignCode: string
  brands: number
  close(): Promise<void>
}

export async function openTheatre(): Promise<Theatre> {
  const world = await openWorld()
  const admin = new pg.Pool({ connectionString: world.adminUrl, max: 2 })
  // A connection that is still closing when the database is dropped says so to nobody.
  admin.on('error', () => {})
  const { codes } = await world.addCodes(1)
  return {
    world,
    admin,
    foreignCode: codes[0] as string,
    brands: 0,
    async close() {
      await admin.end()
      await world.close()
    },
  }
}

/** A member as requests need it. */
export interface Actor {
  name: string
  email: string
  id: string
  headers: Record<string, string>
}

/** A plan's brand on the server, set up and ready for its phases. */
export interface Stage {
  theatre: Theatre
  brand: Brand
  plan: BrandPlan
  operator: Record<string, string>
  /** Those who claim: what says that they are of age. */
  visitor: Record<string, string>
  members: Actor[]
  batches: string[]
  /** Every code of the brand with its batch. */
  codes: { code: string; batch: number }[]
  /** Ids in the order of their making. */
  campaigns: string[]
}

/** Sets up a new brand as the plan wants it, at the moment that the plan begins. */
export async function setUpStage(theatre: Theatre, plan: BrandPlan): Promise<Stage> {
  const { world } = theatre
  world.time.now = new Date(momentOf(plan.start, plan.zone))
  theatre.brands += 1
  const slug = `seed-${theatre.brands}`
  const input = { slug, name: slug, timeZone: plan.zone, settings: plan.settings }
  const id = await createBrand(world.platform, input as Parameters<typeof createBrand>[1], async tx => {
    await upsertProducts(tx, plan.products.map(productRow), world.time.now)
  })
  const brand = await world.app.brands.byId(id)
  const cookie = await setAgeCookieFor(world, brand)
  const stage: Stage = {
    theatre,
    brand,
    plan,
    operator: (await world.addOperator({ brand })).headers,
    visitor: { ...world.headers({ brand }), cookie },
    members: [],
    batches: [],
    codes: [],
    campaigns: [],
  }
  await fixPoints(stage)
  await publishRules(stage)
  stage.brand = await world.app.brands.byId(id)
  for (const [i, { consent, birthMonth }] of plan.members.entries()) {
    const member = await world.addMember({
      brand: stage.brand,
      email: `member-${i}@${slug}.example`,
      consent,
    })
    const headers = world.headers({ brand, token: member.token })
    stage.members.push({ name: `member-${i}`, email: member.email, id: member.id, headers })
    await theatre.admin.query('update members set birth_month = $2 where id = $1', [member.id, birthMonth])
  }
  for (const [i, { product, codes, active }] of plan.batches.entries()) {
    const sku = `SKU${product}`
    const made = await createCodes(world.platform, brand.id, { sku, count: codes, activate: active })
    stage.batches.push(made.batchId)
    stage.codes.push(...made.codes.map(code => ({ code, batch: i })))
  }
  return stage
}

const productRow = ({ sku, cents, form, strainType, line, tags }: Product) => ({
  sku,
  name: `Product ${sku}`,
  msrp_cents: cents,
  form,
  strain_type: strainType,
  product_line: line,
  tags,
  strain_name: null,
  size_label: null,
  potency_thc_percent: null,
  potency_cbd_percent: null,
})

/** Fixed points come with no menu: an operator sets them some day. */
async function fixPoints({ theatre, brand, plan }: Stage): Promise<void> {
  for (const { sku, fixedPoints } of plan.products.filter(one => one.fixedPoints !== null)) {
    await theatre.admin.query('update products set fixed_points = $3 where brand_id = $1 and sku = $2', [
      brand.id,
      sku,
      fixedPoints,
    ])
  }
}

async function publishRules(stage: Stage): Promise<void> {
  const { ladder, achievements, campaigns } = stage.plan
  await mustAsk(stage, 'PUT', '/api/admin/ladder', ladder)
  if (achievements.length > 0) {
    const items = achievements.map((definition, i) => ({ key: keyOf(i), definition }))
    const document = { format: 'synergy.achievements', version: 1, achievements: items }
    await mustAsk(stage, 'POST', '/api/admin/achievements/import', { document })
  }
  for (const definition of campaigns) {
    const { campaign } = await mustAsk(stage, 'POST', '/api/admin/campaigns', {
      client_op_id: randomUUID(),
      definition,
    })
    stage.campaigns.push(campaign.id)
  }
}

/** The key of an achievement by its number. */
export const keyOf = (number: number): string => `achievement_${String(number).padStart(2, '0')}`

export interface Reply {
  status: number
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: what is read of an answer is compared with what the model says
  body: any
}

/** An operator's request. */
export async function ask(
  stage: Stage,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  url: string,
  payload?: object,
  headers: Record<string, string> = stage.operator,
): Promise<Reply> {
  const { server } = stage.theatre.world.app
  const answer = await server.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  const text = answer.body
  return { status: answer.statusCode, text, body: text.startsWith('{') ? JSON.parse(text) : null }
}

async function mustAsk(stage: Stage, method: 'POST' | 'PUT', url: string, payload: object) {
  const { status, text, body } = await ask(stage, method, url, payload)
  if (status >= 300)
    throw new Error(`the brand cannot be set up: ${method} ${url} answered ${status} ${text}`)
  return body
}

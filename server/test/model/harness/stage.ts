import { randomUUID } from 'node:crypto'
import pg from 'pg'
import pino from 'pino'
import { upsertProducts } from '../../../src/catalogue/index.ts'
import { suggestionId } from '../../../src/personalization/suggestion-id.ts'
import { createCodes } from '../../../src/scanning/index.ts'
import { type Brand, createBrand } from '../../../src/tenancy/index.ts'
import { setAgeCookieFor } from '../../age-cookie.ts'
import { openWorld, type World } from '../../world.ts'
import type { BrandPlan, Plan } from '../plan.ts'
import { momentOf } from '../reference/calendar.ts'
import type { Product } from '../reference/configuration.ts'
import { askAgain } from './ask-again.ts'

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
  // What the server answers 500 or 503 to says why, beside the difference that it makes.
  const world = await openWorld(undefined, {}, pino({ level: 'error' }, pino.destination(2)))
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
  support: Record<string, string>
  /** Those who claim: what says that they are of age. */
  visitor: Record<string, string>
  members: Actor[]
  batches: string[]
  /** Every code of the brand with its batch. */
  codes: { code: string; batch: number; pin: string | null }[]
  /** Ids in the order of their making. */
  campaigns: string[]
  rewards: string[]
  imports: string[]
  /** Members by the names that the model has for them, who may have left since. */
  names: Map<string, string>
  /** By name, of the members of the beginning. */
  referralCodes: Map<string, string>
  /** Who is erased some day: nobody joins by their e-mail. */
  leavers: Set<string>
  cardId(memberId: string, kind: string): string
}

/** Sets up a new brand as the plan wants it, at the moment that the plan begins. */
export async function setUpStage(theatre: Theatre, { brand: plan, phases }: Plan): Promise<Stage> {
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
    support: {},
    visitor: { ...world.headers({ brand }), cookie },
    members: [],
    batches: [],
    codes: [],
    campaigns: [],
    rewards: [],
    imports: [],
    names: new Map(),
    referralCodes: new Map(),
    leavers: new Set(
      phases.flatMap(({ lanes }) =>
        lanes
          .flat()
          .flatMap(one => (one.do === 'erase' ? [`member-${one.member % plan.members.length}`] : [])),
      ),
    ),
    cardId: (memberId, kind) => suggestionId(brand, memberId, { kind: kind as 'scan_again', subject: '' }),
  }
  await fixPoints(stage)
  await publishRules(stage)
  for (const [number, reward] of plan.rewards.entries()) await offer(stage, number, reward)
  stage.brand = await world.app.brands.byId(id)
  for (const [i, { consent, birthMonth }] of plan.members.entries()) {
    const member = await world.addMember({
      brand: stage.brand,
      email: `member-${i}@${slug}.example`,
      consent,
    })
    const headers = world.headers({ brand, token: member.token })
    stage.members.push({ name: `member-${i}`, email: member.email, id: member.id, headers })
    stage.names.set(member.id, `member-${i}`)
    const { rows } = await theatre.admin.query<{ referral_code: string }>(
      'update members set birth_month = $2 where id = $1 returning referral_code',
      [member.id, birthMonth],
    )
    stage.referralCodes.set(`member-${i}`, rows[0]?.referral_code as string)
  }
  for (const [i, { product, codes, active, hasPins = false }] of plan.batches.entries()) {
    const sku = `SKU${product}`
    const made = await createCodes(world.platform, brand.id, {
      sku,
      count: codes,
      activate: active,
      ...(hasPins ? { pinDigits: 4 } : {}),
    })
    stage.batches.push(made.batchId)
    stage.codes.push(...made.codes.map((code, n) => ({ code, batch: i, pin: made.pins?.[n] ?? null })))
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

/** A reward of the catalogue, and vouchers where it has any. */
async function offer(stage: Stage, number: number, { definition, stock }: BrandPlan['rewards'][number]) {
  const isDigital = definition.kind === 'digital'
  const { id } = await mustAsk(stage, 'POST', '/api/admin/rewards', {
    client_op_id: randomUUID(),
    definition,
    ...(isDigital ? {} : { stock }),
  })
  stage.rewards.push(id)
  if (isDigital && stock) await mustAsk(stage, 'POST', ...vouchersFor(stage, number, 0, stock))
}

/** So many more vouchers of a reward, after those that it had. */
export function vouchersFor(
  { rewards }: Stage,
  number: number,
  had: number,
  count: number,
): [url: string, body: object] {
  const codes = Array.from({ length: count }, (_, i) => `V-${number}-${had + i}`)
  return [`/api/admin/rewards/${rewards[number]}/vouchers`, { client_op_id: randomUUID(), codes }]
}

/** The key of an achievement by its number. */
export const keyOf = (number: number): string => `achievement_${String(number).padStart(2, '0')}`

export interface Reply {
  status: number
  requestId: string | null
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: what is read of an answer is compared with what the model says
  body: any
}

/** What is done without a request. */
export const DONE: Reply = { status: 200, requestId: null, text: '', body: null }

/** An operator's request. */
export async function ask(
  stage: Stage,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
  headers: Record<string, string> = stage.operator,
): Promise<Reply> {
  const { server } = stage.theatre.world.app
  const answer = await askAgain(() =>
    server.inject({ method, url, headers, ...(payload ? { payload } : {}) }),
  )
  const text = answer.body
  const requestId = String(answer.headers['x-request-id'])
  return { status: answer.statusCode, requestId, text, body: text.startsWith('{') ? JSON.parse(text) : null }
}

async function mustAsk(stage: Stage, method: 'POST' | 'PUT', url: string, payload: object) {
  const { status, text, body } = await ask(stage, method, url, payload)
  if (status >= 300)
    throw new Error(`the brand cannot be set up: ${method} ${url} answered ${status} ${text}`)
  return body
}

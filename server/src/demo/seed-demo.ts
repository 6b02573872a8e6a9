import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { importAchievements } from '../achievements/index.ts'
import { createCampaign } from '../campaigns/index.ts'
import { upsertProducts } from '../catalogue/index.ts'
import { findOperatorByEmail } from '../operators/index.ts'
import { dayOf, isoDate } from '../platform/calendar.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Platform } from '../platform/platform.ts'
import { insertLadder } from '../ranks/index.ts'
import {
  type CustomerIoCredentials,
  createBrand,
  readCustomerIoCredentials,
  storeCustomerIoCredentials,
} from '../tenancy/index.ts'
import type { DemoBrand, InDays } from './demo-brand.ts'
import { fernwood } from './fernwood/brand.ts'
import { nightjar } from './nightjar/brand.ts'
import { ensureOwner } from './owners.ts'
import { createPacks } from './packs.ts'
import { readProducts } from './read-products.ts'
import { stockRewards } from './stock-rewards.ts'
import { demoWorkspaces } from './workspaces.ts'

export const DEMO_BRANDS = [fernwood, nightjar]

/**
 * Makes the demo's brands with all they need, where they are missing, and lets them send to where the simulator is
 * now. Doing it again changes nothing.
 */
export async function seedDemo(platform: Platform): Promise<void> {
  const packs = createPacks(platform)
  const rows = await platform.db.system<{ id: number; slug: string }>('select id, slug from list_brands()')
  const ids = new Map(rows.map(({ id, slug }) => [slug, id]))
  for (const brand of DEMO_BRANDS) {
    const id = ids.get(brand.slug) ?? (await makeBrand(platform, brand))
    await connectToSimulator(platform, id, brand)
    if (!packs.exist(brand.slug)) await packs.refill({ id, slug: brand.slug })
    const owner = await ensureOwner(platform, { id, slug: brand.slug })
    await stockCatalogue(platform, id, brand, owner.email)
    platform.log.info(owner, `the demo’s sign-in to the console of ${brand.name}`)
  }
}

/** Makes a demo brand with its products, ladder, achievements and campaigns. Answers its id. */
export async function makeBrand(platform: Platform, brand: DemoBrand): Promise<number> {
  const products = await readProducts(brand.slug)
  const at = platform.clock()
  return createBrand(platform, { ...brand, domains: await freeDomains(platform, brand) }, async tx => {
    await insertLadder(tx, 1, brand.ladder, at)
    await upsertProducts(tx, products, at)
    await offer(tx, brand, at)
  })
}

/** What members can work towards, and what makes a scan worth more: the demo's times are reckoned from today. */
async function offer(tx: Tx, { timeZone, ladder, ...brand }: DemoBrand, at: Date): Promise<void> {
  const today = dayOf(at, timeZone)
  const inDays: InDays = days => `${isoDate(today + days)}T00:00`
  const achievements = Object.entries(brand.achievements(inDays)).map(([key, definition]) => ({
    key,
    definition,
  }))
  const by = null
  await importAchievements(tx, { format: 'synergy.achievements', version: 1, achievements }, { at, by })
  const rankKeys = ladder.ranks.map(({ key }) => key)
  for (const definition of brand.campaigns(inDays)) {
    await createCampaign(tx, { definition, timeZone, rankKeys, at, by, clientOpId: randomUUID() })
  }
}

/** A demo added to an installation leaves the domains of its brands alone: `{slug}.localhost` always works. */
async function freeDomains(platform: Platform, { domains = [] }: DemoBrand): Promise<string[]> {
  const free = []
  for (const host of domains) {
    const [row] = await platform.db.system<{ id: number | null }>('select resolve_host($1) id', [host])
    if (!row?.id) free.push(host)
  }
  return free
}

async function stockCatalogue(platform: Platform, brandId: number, brand: DemoBrand, ownerEmail: string) {
  await platform.db.transaction(brandId, async tx => {
    const owner = await findOperatorByEmail(tx, ownerEmail)
    if (owner) await stockRewards(platform, tx, brand, owner.id)
  })
}

async function connectToSimulator(platform: Platform, brandId: number, brand: DemoBrand): Promise<void> {
  const { simulatorUrl, port } = platform.config
  const workspace = demoWorkspaces(`http://127.0.0.1:${port}`).find(({ name }) => name === brand.slug)
  if (!workspace) throw new Error(`The simulator has no workspace for ${brand.slug}`)
  const credentials: CustomerIoCredentials = {
    site_id: workspace.site_id,
    api_key: workspace.api_key,
    app_api_key: workspace.app_api_key,
    track_url: `${simulatorUrl}/api/v1`,
    app_url: `${simulatorUrl}/v1`,
    webhook_signing_keys: [workspace.webhook_signing_key],
    mail_from: `${brand.name} <hello@${brand.slug}.example>`,
  }
  // Sealing is never the same twice, so what is stored is compared opened.
  const stored = await readCustomerIoCredentials(platform, brandId)
  if (!isDeepStrictEqual(stored, credentials))
    await storeCustomerIoCredentials(platform, brandId, credentials)
}

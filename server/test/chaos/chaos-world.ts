import { upsertProducts } from '../../src/catalogue/index.ts'
import { createPrograms } from '../../src/earning/index.ts'
import { createVisitors, openSession } from '../../src/identity/index.ts'
import { confirmMember, createMember } from '../../src/members/index.ts'
import { readConfig } from '../../src/platform/config.ts'
import { openInstallation } from '../../src/platform/installation.ts'
import { codeHmac, createCodes, voidBatch } from '../../src/scanning/index.ts'
import { createBrand, createBrands } from '../../src/tenancy/index.ts'
import { TEST_KEYS } from '../keys.ts'
import type { ChaosCode, ChaosMember } from './plan-round.ts'

const MEMBERS = 12
const HOST = 'chaos.localhost'

/** A brand with members, beside the server and never through it. */
export interface ChaosWorld {
  brandId: number
  host: string
  members: (ChaosMember & { sessionId: string })[]
  inactive: ChaosCode
  voided: ChaosCode
  addCodes(count: number, activate?: boolean): Promise<{ batchId: string; codes: ChaosCode[] }>
  /** Gives every member a new access token; the ones before end after an hour. */
  renewTokens(): void
  close(): Promise<void>
}

/** Brings a new database to the newest schema and makes the brand that the rounds play in. */
export async function openChaosWorld(adminUrl: string): Promise<ChaosWorld> {
  const config = readConfig({ DATABASE_URL: adminUrl, KEYS: TEST_KEYS, LOG_LEVEL: 'silent' })
  const { platform, close } = await openInstallation(config)
  const brandId = await createBrand(
    platform,
    { slug: 'chaos', name: 'Chaos', timeZone: 'America/New_York', domains: [HOST] },
    async tx => void (await upsertProducts(tx, [PRODUCT], platform.clock())),
  )
  const brands = createBrands(platform)
  const { tokens, close: closeVisitors } = createVisitors(platform, brands)
  const { ladder } = await createPrograms(platform).of(await brands.byId(brandId))

  async function addMember(email: string, consent: boolean) {
    return platform.db.transaction(brandId, async tx => {
      const at = platform.clock()
      const person = { email, firstName: 'Robin', lastName: 'Doe', address: ADDRESS }
      const rankKey = ladder.ranks[0].key
      const id = (await createMember(tx, { ...person, marketingConsent: consent, rankKey, at })) as string
      await confirmMember(tx, id)
      const session = await openSession(tx, { memberId: id, userAgent: 'chaos', at })
      return { id, email, consent, token: '', sessionId: session.id }
    })
  }
  async function addCodes(count: number, activate = true) {
    const { codes, batchId } = await createCodes(platform, brandId, { sku: PRODUCT.sku, count, activate })
    return { batchId, codes: codes.map(text => ({ text, hmac: codeHmac(platform.keys, text) })) }
  }

  const members: ChaosWorld['members'] = []
  for (let i = 0; i < MEMBERS; i++) members.push(await addMember(`member-${i}@example.com`, i % 3 !== 2))
  const [inactive, voided] = [await addCodes(1, false), await addCodes(1)]
  await voidBatch(platform, brandId, voided.batchId, 'for the rounds')
  return {
    brandId,
    host: HOST,
    members,
    inactive: inactive.codes[0] as ChaosCode,
    voided: voided.codes[0] as ChaosCode,
    addCodes,
    renewTokens() {
      for (const member of members) {
        member.token = tokens.issue({ sub: member.id, brand: brandId, sid: member.sessionId })
      }
    },
    async close() {
      closeVisitors()
      await close()
    },
  }
}

const ADDRESS = { line1: '1 Main St', city: 'Hudson', state: 'NY', postal_code: '12534', country: 'US' }

const PRODUCT = {
  sku: 'TEN45',
  name: 'Ten dollar flower',
  msrp_cents: 1_045,
  product_line: 'House',
  form: 'flower',
  strain_name: null,
  strain_type: 'hybrid',
  size_label: '1 g',
  potency_thc_percent: 20.5,
  potency_cbd_percent: null,
  tags: ['calm'],
}

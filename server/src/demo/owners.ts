import { addOperator, findOperatorByEmail, generatePassword, resetPassword } from '../operators/index.ts'
import type { Platform } from '../platform/platform.ts'
import { createBrands } from '../tenancy/index.ts'
import { openPrivateFile } from './private-file.ts'

/** Who signs in to the console of a demo brand. */
export interface DemoOwner {
  email: string
  password: string
}

const fileOf = ({ config }: Platform) =>
  openPrivateFile<Record<string, string>>(config.dataDir, 'operators', {})

/** Whom a demo brand belongs to. */
export const emailOfOwner = (slug: string) => `owner@${slug}.example`

/**
 * Sees to it that a demo brand has an owner whose password this machine knows: made at the first start, and made anew
 * when the file with it was lost.
 */
export async function ensureOwner(
  platform: Platform,
  { id, slug }: { id: number; slug: string },
): Promise<DemoOwner> {
  const file = fileOf(platform)
  const kept = await file.read()
  const email = emailOfOwner(slug)
  const password = kept[slug] ?? generatePassword()
  const by = {
    brand: await createBrands(platform).byId(id),
    operator: { id: null, name: 'demo' },
    requestId: null,
  }
  const owner = await platform.db.transaction(id, tx => findOperatorByEmail(tx, email))
  if (!owner) {
    const name = `${by.brand.name}’s owner`
    await addOperator(platform, by, { email, name, role: 'owner', password })
  } else if (!kept[slug]) await resetPassword(platform, by, owner.id, password)
  if (!kept[slug]) await file.write({ ...kept, [slug]: password })
  return { email, password }
}

/** The owner of a demo brand, for the page; undefined before the first seeding. */
export async function readOwner(platform: Platform, slug: string): Promise<DemoOwner | undefined> {
  const password = (await fileOf(platform).read())[slug]
  return password === undefined ? undefined : { email: emailOfOwner(slug), password }
}

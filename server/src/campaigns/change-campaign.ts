import type { FastifyRequest } from 'fastify'
import { audit, type Operators } from '../operators/index.ts'
import type { Tx } from '../platform/db/database.ts'
import type { FieldError } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import type { Ladders } from '../ranks/index.ts'
import type { Brand } from '../tenancy/index.ts'
import { readCampaign } from './read-campaigns.ts'
import type { CampaignChanged } from './schema.ts'
import type { Campaigns } from './stored-campaigns.ts'
import type { CampaignChange } from './version.ts'

export interface ChangeContext {
  platform: Platform
  operators: Operators
  ladders: Ladders
  campaigns: Campaigns
}

/** What a change answers: the audit keeps before and after when it changed something. */
interface Change {
  id: string
  before: unknown
  after: unknown
  changed: boolean
  warnings?: FieldError[]
}

export const rankKeysOf = async (
  { ladders }: Pick<ChangeContext, 'ladders'>,
  brand: Brand,
): Promise<string[]> => (await ladders.of(brand)).ranks.map(({ key }) => key)

/** Makes an operator's change in one transaction with its entry in the audit; answers the campaign as it is then. */
export async function changeCampaign(
  context: ChangeContext,
  request: FastifyRequest,
  action: string,
  work: (tx: Tx, change: Omit<CampaignChange, 'definition'>) => Promise<Change>,
): Promise<CampaignChanged> {
  const { platform, operators, campaigns } = context
  const { brand, operator } = operators.require(request)
  const at = platform.clock()
  const { timeZone } = brand
  const rankKeys = await rankKeysOf(context, brand)
  const answer = await platform.db.transaction(brand.id, async tx => {
    const {
      id,
      before,
      after,
      changed,
      warnings = [],
    } = await work(tx, {
      timeZone,
      rankKeys,
      at,
      by: operator.id,
    })
    const campaign = await readCampaign(tx, id, { timeZone, at })
    if (changed) {
      const subject = `campaign:${id}`
      const deed = { operator, action, subject, before, after, at, requestId: request.id }
      await audit(tx, platform.keys, deed)
    }
    return { campaign, warnings }
  })
  campaigns.forget(brand.id)
  return answer
}

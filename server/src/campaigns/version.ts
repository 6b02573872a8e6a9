import { sql, type Tx } from '../platform/db/database.ts'
import type { FieldError } from '../platform/errors.ts'
import type { CampaignDefinition } from './definition.ts'

export interface CampaignChange {
  definition: CampaignDefinition
  timeZone: string
  rankKeys: readonly string[]
  at: Date
  /** The operator; null for the installation itself. */
  by: string | null
}

interface Version {
  version: number
  definition: CampaignDefinition
}

export interface Published {
  id: string
  /** The version that was current; null for a new campaign. */
  before: Version | null
  after: Version
  /** False when the request changed nothing: it was made before, or nothing differs. */
  changed: boolean
  warnings: FieldError[]
}

/** Stores an immutable version; pointing to it is the caller's. */
export async function insertVersion(
  tx: Tx,
  id: string,
  version: number,
  { definition, at, by }: CampaignChange,
) {
  await tx.run(
    sql.insertInto('campaign_versions').values({
      brand_id: tx.brandId,
      campaign_id: id,
      version,
      definition: JSON.stringify(definition),
      created_at: at,
      created_by: by,
    }),
  )
}

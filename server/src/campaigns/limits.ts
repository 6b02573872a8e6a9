import { sql, type Tx } from '../platform/db/database.ts'
import { type FieldError, invalid } from '../platform/errors.ts'
import type { CampaignDefinition } from './definition.ts'

/** What all members share, as columns of the row that a scan locks. */
export const limitsOf = ({ budget_points, first_n }: CampaignDefinition) => ({
  budget_points: budget_points ?? null,
  first_n: first_n ?? null,
})

/** Sets the limits under the lock that scans take. Throws a 400 Problem for one that is below what was given. */
export async function setLimits(tx: Tx, id: string, definition: CampaignDefinition): Promise<void> {
  const usage = await tx.first(
    sql
      .selectFrom('campaign_usage')
      .select(['awards', 'points'])
      .where('brand_id', '=', tx.brandId)
      .where('campaign_id', '=', id)
      .forNoKeyUpdate(),
  )
  const { budget_points, first_n } = limitsOf(definition)
  const given = { points: usage?.points ?? 0, awards: usage?.awards ?? 0 }
  const errors: FieldError[] = []
  if (budget_points !== null && budget_points < given.points) {
    const message = `must be at least ${given.points}, which is spent; pause the campaign to stop it`
    errors.push({ field: 'definition.budget_points', message })
  }
  if (first_n !== null && first_n < given.awards) {
    const message = `must be at least ${given.awards}, which have it; pause the campaign to stop it`
    errors.push({ field: 'definition.first_n', message })
  }
  if (errors.length > 0) throw invalid(errors)
  await tx.run(
    sql
      .updateTable('campaign_usage')
      .set({ budget_points, first_n })
      .where('brand_id', '=', tx.brandId)
      .where('campaign_id', '=', id),
  )
}

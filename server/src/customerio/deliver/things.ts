import type { Selectable } from 'kysely'
import type { DB } from '../../platform/db/types.generated.ts'
import type { StoredReward } from '../../rewards/index.ts'
import type { ProductSnapshot, RewardSnapshot } from './event-shapes.ts'
import { fitText } from './fit-text.ts'

export type ProductRow = Selectable<DB['products']>

/** A menu's texts have no end of their own; with these none of them makes an event too large. */
const TEXT_BYTES_MAX = 500
const TAG_BYTES_MAX = 100
const TAGS_MAX = 20

const text = (value: string) => fitText(value, TEXT_BYTES_MAX)
const textOrNull = (value: string | null) => (value === null ? null : text(value))
const tagsOf = (tags: readonly string[]) => tags.slice(0, TAGS_MAX).map(tag => fitText(tag, TAG_BYTES_MAX))

/** The product as it is now; `msrp` in whole currency units, as marketers print it. */
export function productSnapshot(product: ProductRow, pointsAward: unknown): ProductSnapshot {
  const flags = (product.flags ?? {}) as Record<string, unknown>
  const flag = (name: string) => flags[name] === true
  return {
    identity: { product_id: product.id, sku: product.sku, product_name: text(product.name) },
    economy: {
      points_award: typeof pointsAward === 'number' ? pointsAward : null,
      points_cost: null,
      msrp: product.msrp_cents / 100,
    },
    taxonomy: {
      product_line: textOrNull(product.product_line),
      product_form: text(product.form),
      strain_name: textOrNull(product.strain_name),
      strain_type: textOrNull(product.strain_type),
      tags: tagsOf(product.tags),
    },
    attributes: {
      potency_thc_percent: product.potency_thc_percent,
      potency_cbd_percent: product.potency_cbd_percent,
      dominant_terpene: textOrNull(product.dominant_terpene),
    },
    merchandising: {
      is_featured: flag('is_featured'),
      is_new: flag('is_new'),
      is_limited: flag('is_limited'),
      is_digital: flag('is_digital'),
    },
  }
}

/** The reward as it is now; what it cost where the event says so. */
export function rewardSnapshot({ id, definition }: StoredReward, pointsCost: unknown): RewardSnapshot {
  const { name, kind, tags, cost_points, featured, available_until, limit_per_member } = definition
  return {
    identity: { reward_id: id, reward_name: text(name) },
    economy: { points_cost: typeof pointsCost === 'number' ? pointsCost : cost_points },
    taxonomy: { reward_kind: kind, tags: tagsOf(tags) },
    merchandising: {
      is_featured: featured,
      is_limited: available_until !== undefined || limit_per_member !== undefined,
      is_digital: kind === 'digital',
    },
  }
}

import type { Tx } from '../platform/db/database.ts'
import type { Platform } from '../platform/platform.ts'
import { createReward, importVouchers } from '../rewards/index.ts'
import type { DemoBrand } from './demo-brand.ts'
import { operationId } from './year/draws.ts'

const OFFERED = 'select 1 from rewards where brand_id = $1 limit 1'

/** Gives a brand that offers nothing yet its rewards, with stock and vouchers; `by` is the operator who does it. */
export async function stockRewards(
  platform: Platform,
  tx: Tx,
  { slug, rewards, ladder }: DemoBrand,
  by: string,
): Promise<void> {
  if ((await tx.raw(OFFERED, [tx.brandId])).length > 0) return
  const at = platform.clock()
  const facts = { rankKeys: ladder.ranks.map(({ key }) => key), achievementKeys: [], accessKeys: [] }
  for (const { definition, stock } of rewards) {
    const isDigital = definition.kind === 'digital'
    const clientOpId = operationId(slug, 'reward', definition.name)
    const input = { definition, stock: isDigital ? null : stock, facts, at, by, clientOpId }
    const { id: rewardId } = await createReward(tx, input)
    if (!isDigital) continue
    const codes = Array.from({ length: stock ?? 0 }, (_, i) => voucherCode(slug, definition.name, i))
    await importVouchers(tx, platform.keys, {
      rewardId,
      codes,
      at,
      by,
      clientOpId: operationId(clientOpId, 'codes'),
    })
  }
}

const voucherCode = (...about: (string | number)[]) => {
  const text = operationId('voucher', ...about)
    .replaceAll('-', '')
    .toUpperCase()
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8, 12)}`
}

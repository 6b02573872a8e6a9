import { randomUUID } from 'node:crypto'
import { Problem } from '../../platform/errors.ts'
import { type Move, moveOrder } from '../../rewards/index.ts'
import { drawsOf, operationId } from './draws.ts'
import { sideBySide, tryAgain } from './side-by-side.ts'
import type { Stage } from './stage.ts'

interface Desk {
  operatorId: string
  share: number
  gifts: boolean
}

interface DueOrder {
  id: string
  state: 'pending' | 'processing' | 'shipped'
}

/** How long an order lies in each state before the next move. */
const DUE = `
  select id, state from orders
  where brand_id = $1 and (kind = 'reward' or $3) and (
    state = 'pending' and created_at < $2::timestamptz - interval '2 days'
    or state = 'processing' and updated_at < $2::timestamptz - interval '36 hours'
    or state = 'shipped' and updated_at < $2::timestamptz - interval '5 days')
  order by id`

/** Moves the orders on that have waited long enough: packed, shipped, delivered. */
export async function tendOrders(
  stage: Stage,
  desk: Desk,
  { moment, atOnce }: { moment: Date; atOnce: number },
): Promise<void> {
  if (desk.share === 0) return
  const { db } = stage.at(moment)
  const program = await stage.programs.of(await stage.brand())
  const due = await db.transaction(stage.brandId, tx =>
    tx.raw<DueOrder>(DUE, [stage.brandId, moment, desk.gifts]),
  )
  const followed = due.filter(({ id }) => isFollowed(id, desk.share))
  await sideBySide(followed, atOnce, async ({ id, state }) => {
    const input = {
      orderId: id,
      move: nextMove(id, state),
      clientOpId: operationId(id, state),
      operatorId: desk.operatorId,
      at: moment,
      requestId: randomUUID(),
    }
    await tryAgain(() => db.transaction(stage.brandId, tx => moveOrder(tx, program, input))).catch(
      unlessMemberCannot,
    )
  })
}

function unlessMemberCannot(error: unknown): void {
  if (!(error instanceof Problem)) throw error
}

/** The same orders each day: by their ids. */
const isFollowed = (id: string, share: number) => Number.parseInt(id.slice(-6), 16) / 0x1_00_00_00 < share

function nextMove(id: string, state: DueOrder['state']): Move {
  if (state === 'pending') return { to: 'processing' }
  if (state === 'shipped') return { to: 'delivered' }
  const number = drawsOf(Number.parseInt(id.slice(-7), 16)).below(1_000_000_000)
  return { to: 'shipped', carrier: 'UPS', trackingNumber: `1Z${String(number).padStart(9, '0')}` }
}

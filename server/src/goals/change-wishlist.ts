import {
  AccountWrites,
  findOperation,
  openAccount,
  operationRow,
  type Program,
  progress,
  requestHash,
  saveAccounts,
} from '../earning/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { notFound, Problem } from '../platform/errors.ts'
import { isOffered, readReward } from '../rewards/index.ts'
import type { Removed, WishBody, Wished } from './schema.ts'
import { deleteWish, insertWish, readWishes, WISHES_MAX } from './stored-wishes.ts'

interface By {
  memberId: string
  requestId: string
  at: Date
}

/**
 * Puts a reward on a member's wishlist, as one operation; one that is there already stays. Answers the stored bytes.
 * Throws 404 for a reward that is not offered, 409 `wishlist_full`.
 */
export async function addWish(
  tx: Tx,
  program: Program,
  { memberId, requestId, at, body }: By & { body: WishBody },
): Promise<string> {
  const { client_op_id: clientOpId, reward_id: rewardId } = body
  const hash = requestHash({ wish: rewardId })
  const open = await openAccount(tx, program, memberId, at)
  const stored = await findOperation(tx, memberId, clientOpId, hash)
  if (stored) return stored
  const reward = await readReward(tx, rewardId)
  if (!reward || !isOffered(reward)) throw notFound('reward')
  const wishes = await readWishes(tx, memberId)
  const isNew = !wishes.some(({ reward_id }) => reward_id === rewardId)
  if (isNew && wishes.length >= WISHES_MAX) throw wishlistFull()
  const { account } = open
  let actionId: string | null = null
  if (isNew) {
    await insertWish(tx, memberId, rewardId, at)
    const facts = { reward: { id: rewardId, name: reward.definition.name } }
    const act = account.act({ name: 'wishlist_item_added', requestId, clientOpId, facts }, () => {
      account.tell('wishlist_item_added', { reward_id: rewardId, reward_name: reward.definition.name })
      progress(account, { wishlist_items: 1 })
    })
    actionId = act.actionId
  }
  const answer = JSON.stringify({ reward_id: rewardId, added: isNew } satisfies Wished)
  const writes = new AccountWrites()
  writes.addOperation(operationRow({ brandId: tx.brandId, memberId, clientOpId, hash, actionId, answer }))
  await saveAccounts(tx, [open], writes)
  return answer
}

/** Takes a reward off a member's wishlist; one that is not there changes nothing. */
export async function removeWish(
  tx: Tx,
  program: Program,
  { memberId, requestId, at, rewardId }: By & { rewardId: string },
): Promise<Removed> {
  const open = await openAccount(tx, program, memberId, at)
  if (!(await deleteWish(tx, memberId, rewardId))) return { removed: false }
  const { account } = open
  account.act({ name: 'wishlist_item_removed', requestId, facts: { reward: { id: rewardId } } }, () => {
    account.tell('wishlist_item_removed', { reward_id: rewardId })
    progress(account, { wishlist_items: -1 })
  })
  await saveAccounts(tx, [open])
  return { removed: true }
}

const wishlistFull = () =>
  new Problem(409, 'wishlist_full', 'Your wishlist is full', {
    detail: `It holds ${WISHES_MAX} wishes. Take one off first. Nothing was changed.`,
  })

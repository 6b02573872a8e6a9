import type { SliceWork } from '../../activity/index.ts'
import {
  holdBack,
  type OpenAccount,
  openWrittenAccounts,
  readProgram,
  readScanEntries,
  reviewHeld,
  saveAccounts,
} from '../../earning/index.ts'
import { followGoal } from '../../goals/index.ts'
import { queueMail } from '../../mail/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Settings } from '../../tenancy/index.ts'

const PACKS_A_SLICE = 20

interface Recall {
  id: string
  reason: string
  made_good: 'keep_points' | 'hold' | 'bonus'
  bonus_points: number | null
}

interface ClaimedPack {
  hmac: string
  serial: number
  batch_id: string
  lot_number: string | null
  member_id: string
  claim_action_id: string
  product: { id: string; name: string; sku: string }
  /** Where the next slice begins. */
  cursor: string
}

/** Claimed packs of a batch by the time of their claim, in the order of the index `codes_claims`. */
const PACKS = `
  select encode(c.hmac, 'hex') as hmac, c.serial, c.batch_id, b.lot_number, c.claimed_by as member_id,
    c.claim_action_id, json_build_object('id', p.id, 'name', p.name, 'sku', p.sku) as product,
    c.batch_id || '/' || to_char(c.claimed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '/'
      || encode(c.hmac, 'hex') as cursor
  from codes c
  join batches b on b.brand_id = c.brand_id and b.id = c.batch_id
  join products p on p.brand_id = b.brand_id and p.id = b.product_id
  where c.brand_id = $1 and c.batch_id = $2 and c.claimed_by is not null
    and (c.claimed_at, c.hmac) > ($3::timestamptz, $4::bytea)
  order by c.claimed_at, c.hmac limit $5`

const NEXT_BATCH = `
  select id from batches where brand_id = $1 and recall_id = $2 and id > $3 order by id limit 1`

const BEGINNING = '00000000-0000-0000-0000-000000000000/-infinity/'

/** The next packs after the cursor, and the cursor after them: of the same batch, or of the one after it. */
async function nextPacks(tx: Tx, recallId: string, cursor: string | null) {
  const [batchId, claimedAt, hmac] = (cursor ?? BEGINNING).split('/') as [string, string, string]
  const key = [tx.brandId, batchId, claimedAt, `\\x${hmac}`, PACKS_A_SLICE]
  const packs = await tx.raw<ClaimedPack>(PACKS, key)
  if (packs.length === PACKS_A_SLICE) return { packs, next: packs.at(-1)?.cursor ?? null }
  const [batch] = await tx.raw<{ id: string }>(NEXT_BATCH, [tx.brandId, recallId, batchId])
  return { packs, next: batch ? `${batch.id}/-infinity/` : null }
}

/**
 * Tells who claimed a pack of a recall, and does what was promised about the points: an entry of the history and an
 * event for each pack, and one mail for each person, also to those without consent to marketing.
 */
export const notifyClaimants: SliceWork = async (platform, tx, run) => {
  const { recall_id } = run.input as { recall_id: string }
  const [recall] = await tx.raw<Recall>(
    'select id, reason, made_good, bonus_points from recalls where brand_id = $1 and id = $2',
    [tx.brandId, recall_id],
  )
  const { packs, next } = await nextPacks(tx, recall_id, run.cursor)
  const program = await readProgram(tx, platform.clock())
  const memberIds = [...new Set(packs.map(({ member_id }) => member_id))]
  const open = await openWrittenAccounts(tx, program, memberIds, platform.clock())
  const told = await whoWasTold(tx, recall_id, [...open.keys()])
  const standing = await whichStand(tx, packs)
  let mails = 0
  for (const pack of packs) {
    const account = open.get(pack.member_id)
    // Who was erased is not known any more, and a pack that came back is nobody's.
    if (!account || !standing.has(pack.claim_action_id)) continue
    await recallPack(tx, account, pack, recall as Recall)
    if (told.has(pack.member_id)) continue
    told.add(pack.member_id)
    if (await mail(platform, tx, pack, recall as Recall, program.brand.settings)) mails++
  }
  if (open.size > 0) await saveAccounts(tx, [...open.values()])
  const before = run.result as { mails?: number }
  return {
    cursor: next,
    done: packs.length,
    result: { mails: (before.mails ?? 0) + mails },
  }
}

/** Claims that still stand, by their actions: read again under the members' locks, which a return holds as well. */
async function whichStand(tx: Tx, packs: ClaimedPack[]): Promise<Set<string>> {
  const rows = await tx.raw<{ claim_action_id: string }>(
    'select claim_action_id from codes where brand_id = $1 and hmac = any($2::bytea[]) and claimed_by is not null',
    [tx.brandId, packs.map(({ hmac }) => `\\x${hmac}`)],
  )
  return new Set(rows.map(({ claim_action_id }) => claim_action_id))
}

async function recallPack(tx: Tx, open: OpenAccount, pack: ClaimedPack, recall: Recall): Promise<void> {
  const { account } = open
  const { serial, batch_id, product, claim_action_id: actionId, member_id } = pack
  const held = { actionId, detail: `recall ${recall.id}` }
  const entries = recall.made_good === 'hold' ? await readScanEntries(tx, member_id, actionId) : []
  if (recall.made_good === 'hold') await reviewHeld(tx, open, held)
  const facts = { recall_id: recall.id, batch_id, serial, product, made_good: recall.made_good }
  account.act({ name: 'product_recalled', requestId: null, facts }, () => {
    // Before points are held: the event tells the numbers after it.
    account.tell('product_recalled', { product_id: product.id, recall_id: recall.id, batch_id, serial })
    if (recall.made_good === 'hold') holdBack(account, entries, held)
    if (recall.made_good !== 'bonus') return
    account.earn({
      amount: recall.bonus_points ?? 0,
      reason: 'adjustment',
      source: `recall:${recall.id}`,
      rule: { recall: recall.id, serial },
      countsForRank: false,
    })
  })
  if (recall.made_good === 'bonus') await followGoal(tx, account, null)
}

/** Who has an entry of this recall already, and so a mail. */
async function whoWasTold(tx: Tx, recallId: string, memberIds: string[]): Promise<Set<string>> {
  const rows = await tx.raw<{ member_id: string }>(
    `select distinct member_id from actions
     where brand_id = $1 and member_id = any($2::uuid[]) and id > $3 and name = 'product_recalled'
       and data->>'recall_id' = $4`,
    [tx.brandId, memberIds, recallId, recallId],
  )
  return new Set(rows.map(({ member_id }) => member_id))
}

/** Queues the mail. Answers false for who has no address, such as somebody who has just been erased. */
async function mail(
  { keys, clock }: Platform,
  tx: Tx,
  { member_id, product, lot_number }: ClaimedPack,
  { reason, made_good, bonus_points }: Recall,
  { points_name }: Settings,
): Promise<boolean> {
  const [member] = await tx.raw<{ email: string | null; first_name: string | null }>(
    'select email, first_name from members where brand_id = $1 and id = $2',
    [tx.brandId, member_id],
  )
  if (!member?.email) return false
  const bonus = bonus_points && `${bonus_points} ${bonus_points === 1 ? points_name.one : points_name.many}`
  const payload = {
    first_name: member.first_name ?? '',
    product_name: product.name,
    lot_number,
    reason,
    made_good,
    bonus: bonus || null,
  }
  await queueMail(
    tx,
    keys,
    { memberId: member_id, template: 'recall', recipient: member.email, payload },
    clock(),
  )
  return true
}

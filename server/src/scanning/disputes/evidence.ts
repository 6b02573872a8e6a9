import type { Tx } from '../../platform/db/database.ts'
import { idTime } from '../../platform/id.ts'
import { readSharedTraits } from '../../referrals/index.ts'
import { CODE_FACTS } from '../state.ts'
import type { Evidence } from './schema.ts'

const MOST_ATTEMPTS = 100
const LATEST_ACTIONS = 1_000

/** A code that somebody has, with what is told of its batch and product. */
export interface ClaimedCode {
  hmac: string
  claimed_by: string | null
  claimed_at: Date
  claim_action_id: string
  batch: Evidence['batch']
  product: Evidence['product']
}

const CODE = `
  select encode(c.hmac, 'hex') as hmac, c.claimed_by, c.claimed_at, c.claim_action_id,
    json_build_object('id', b.id, 'serial', c.serial, 'state', ${CODE_FACTS.batch_state}, 'lot_number', b.lot_number,
      'is_recalled', b.recall_id is not null) as batch,
    json_build_object('id', p.id, 'sku', p.sku, 'name', p.name) as product
  from codes c
  join batches b on b.brand_id = c.brand_id and b.id = c.batch_id
  join products p on p.brand_id = b.brand_id and p.id = b.product_id
  where c.brand_id = $1 and c.hmac = any($2::bytea[])`

/** The code with one of these HMACs; undefined when the brand has none. */
export async function findDisputedCode(tx: Tx, hmacs: string[]): Promise<ClaimedCode | undefined> {
  const [row] = await tx.raw<ClaimedCode>(CODE, [tx.brandId, hmacs.map(hmac => `\\x${hmac}`)])
  return row
}

export interface OwnAttempts {
  first: Date
  /** When it was first refused because somebody else has it. */
  refused: Date
}

/** When a member tried a code; undefined for who was never told that another has it. */
export async function readOwnAttempts(
  tx: Tx,
  hmac: string,
  memberId: string,
): Promise<OwnAttempts | undefined> {
  const [row] = await tx.raw<{ first: string | null; refused: string | null }>(
    `with mine as (
       select id, verdict from code_attempts where brand_id = $1 and hmac = $2 and member_id = $3
     )
     select (select id from mine order by id limit 1) as first,
       (select id from mine where verdict = 'claimed_by_another' order by id limit 1) as refused`,
    [tx.brandId, `\\x${hmac}`, memberId],
  )
  if (!row?.first || !row.refused) return undefined
  return { first: idTime(row.first), refused: idTime(row.refused) }
}

/** What speaks for and against a claim at this moment, for who decides about it later. */
export async function gatherEvidence(
  tx: Tx,
  code: ClaimedCode & { claimed_by: string },
  { memberId, firstAttempt }: { memberId: string; firstAttempt: Date },
): Promise<Evidence> {
  const { claimed_by, claimed_at, batch, product } = code
  const attempts = await tx.raw<{ id: string; verdict: string; member_id: string }>(
    `select id, verdict, member_id from code_attempts where brand_id = $1 and hmac = $2 order by id limit ${MOST_ATTEMPTS}`,
    [tx.brandId, `\\x${code.hmac}`],
  )
  return {
    claim: { member_id: claimed_by, at: claimed_at.toISOString() },
    seconds_from_claim_to_first_attempt: Math.round((firstAttempt.getTime() - claimed_at.getTime()) / 1_000),
    attempts: attempts.map(({ id, ...attempt }) => ({ at: idTime(id).toISOString(), ...attempt })),
    batch,
    product,
    claimant_packs_of_batch: await countPacks(tx, claimed_by, batch.id),
    shared: await readSharedTraits(tx, memberId, claimed_by),
  }
}

/** By what the claimant did lately: a batch may have millions of claims, and a member a long history. */
async function countPacks(tx: Tx, memberId: string, batchId: string): Promise<number> {
  const [row] = await tx.raw<{ count: number }>(
    `with latest as (
       select id, name, data from actions where brand_id = $1 and member_id = $2 order by id desc limit ${LATEST_ACTIONS}
     )
     select count(*)::int as count from latest a
     join codes c on c.brand_id = $1 and c.batch_id = $3 and c.serial = (a.data->>'serial')::int
       and c.claim_action_id = a.id
     where a.name = 'product_scanned' and a.data->>'batch_id' = $3::text`,
    [tx.brandId, memberId, batchId],
  )
  return row?.count ?? 0
}

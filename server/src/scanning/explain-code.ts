import type { Tx } from '../platform/db/database.ts'
import { idTime } from '../platform/id.ts'
import type { Keys } from '../platform/keys.ts'
import { codeHmacs } from './code-hmac.ts'
import { type ActionStory, explainActions } from './explain-action.ts'
import { findCode } from './find-code.ts'
import { codeVerdict } from './state.ts'

export interface AttemptStory {
  at: Date
  verdict: string
  member_id: string
  request_id: string | null
  client_op_id: string | null
}

/** A claim by somebody who was not signed in. */
export interface ClaimStory {
  at: Date
  outcome: 'scanned' | 'carried'
  member_id: string
  client_op_id: string
}

export interface BatchStory {
  id: string
  state: string
  lot_number: string | null
  code_count: number
  created_at: Date
  activated_at: Date | null
  voided_at: Date | null
  void_reason: string | null
  expires_at: Date | null
}

/** All that is known of a code: what it is, what was tried with it and what that did. Nothing personal. */
export interface CodeStory {
  state: ReturnType<typeof codeVerdict>
  serial: number
  product: { sku: string; name: string }
  batch: BatchStory
  voided_at: Date | null
  claimed_at: Date | null
  claimed_by: string | null
  claim: ActionStory | null
  attempts: AttemptStory[]
  claims: ClaimStory[]
}

/** What happened to a code of this brand, given in its canonical form; undefined when the brand has no such code. */
export async function explainCode(
  tx: Tx,
  keys: Keys,
  code: string,
  at: Date,
): Promise<CodeStory | undefined> {
  const found = await findCode(tx, codeHmacs(keys, code))
  if (!found) return undefined
  const key = [tx.brandId, Buffer.from(found.hmac, 'hex')]
  const [facts] = await tx.raw<{ claimed_at: Date | null; voided_at: Date | null; action: string | null }>(
    'select claimed_at, voided_at, claim_action_id as action from codes where brand_id = $1 and hmac = $2',
    key,
  )
  const [batch] = await tx.raw<BatchStory>(
    `select id, state, lot_number, code_count, created_at, activated_at, voided_at, void_reason, expires_at
     from batches where brand_id = $1 and id = $2`,
    [tx.brandId, found.batch_id],
  )
  const [claim] = await explainActions(tx, facts?.action ? [facts.action] : [])
  return {
    state: codeVerdict(found, at),
    serial: found.serial,
    product: { sku: found.product.sku, name: found.product.name },
    batch: batch as BatchStory,
    voided_at: facts?.voided_at ?? null,
    claimed_at: facts?.claimed_at ?? null,
    claimed_by: found.claimed_by,
    claim: claim ?? null,
    attempts: await readAttempts(tx, 'hmac = $2', key),
    claims: await readClaims(tx, 'hmac = $2', key),
  }
}

/** Refused scans of codes that exist, the oldest first. */
export async function readAttempts(tx: Tx, condition: string, values: unknown[]): Promise<AttemptStory[]> {
  const rows = await tx.raw<Omit<AttemptStory, 'at'> & { id: string }>(
    `select id, verdict, member_id, request_id, client_op_id from code_attempts
     where brand_id = $1 and ${condition} order by id`,
    values,
  )
  return rows.map(({ id, ...attempt }) => ({ at: idTime(id), ...attempt }))
}

export const readClaims = (tx: Tx, condition: string, values: unknown[]) =>
  tx.raw<ClaimStory>(
    `select created_at as at, outcome, member_id, client_op_id from claims
     where brand_id = $1 and ${condition} order by created_at`,
    values,
  )

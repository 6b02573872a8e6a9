import type { Tx } from '../platform/db/database.ts'
import { type ActionStory, explainActions, explainActionsOfRequest } from './explain-action.ts'
import { type AttemptStory, type ClaimStory, readAttempts, readClaims } from './explain-code.ts'

/** An action is logged by the request that made it, so their times are close. */
const ACTION_WITHIN_MS = 5 * 60_000

/** An answer that is kept for ever, without what it said of the member. */
export interface OperationStory {
  member_id: string
  verdict: string | null
  points_earned: number | null
  new_balance: number | null
  action: ActionStory | null
}

/** What came of an operation or a request: several kinds may apply, and each may be empty. */
export interface IdStory {
  operations: OperationStory[]
  claims: ClaimStory[]
  attempts: AttemptStory[]
  /** What a request of this id did; what an operation did stands with the operation. */
  actions: ActionStory[]
}

/** What is known of an id, taken for a client's operation or for a request; undefined when nothing is. */
export async function explainId(tx: Tx, id: string): Promise<IdStory | undefined> {
  const key = [tx.brandId, id]
  const story = {
    operations: await readOperations(tx, id),
    claims: await readClaims(tx, 'client_op_id = $2', key),
    attempts: await readAttempts(tx, '(client_op_id = $2 or request_id = $2)', key),
    actions: isTimed(id) ? await explainActionsOfRequest(tx, id, ACTION_WITHIN_MS) : [],
  }
  return Object.values(story).some(found => found.length > 0) ? story : undefined
}

/** A UUIDv7, which tells its time. */
const isTimed = (id: string) => id[14] === '7'

async function readOperations(tx: Tx, id: string): Promise<OperationStory[]> {
  const rows = await tx.raw<{ member_id: string; action_id: string | null; answer: string }>(
    'select member_id, action_id, answer from operations where brand_id = $1 and client_op_id = $2',
    [tx.brandId, id],
  )
  const stories = []
  for (const { member_id, action_id, answer } of rows) {
    const { verdict, points_earned, new_balance } = JSON.parse(answer) as Partial<OperationStory>
    const [action] = await explainActions(tx, action_id ? [action_id] : [])
    stories.push({
      member_id,
      verdict: verdict ?? null,
      points_earned: points_earned ?? null,
      new_balance: new_balance ?? null,
      action: action ?? null,
    })
  }
  return stories
}

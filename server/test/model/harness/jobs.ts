import { convert } from './requests.ts'
import type { Stage } from './stage.ts'

/**
 * Does the jobs that wait to look at friends, in the order in which friends came, as a worker would. Answers the names
 * of those who were looked at.
 */
export async function convertFriends(stage: Stage): Promise<string[]> {
  const { rows } = await stage.theatre.admin.query<{ friend_id: string }>(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = 'convert_referral' and (j.payload->>'brand_id')::int = $1
     returning j.payload->>'friend_id' as friend_id`,
    [stage.brand.id],
  )
  // Ids ascend: who came first is looked at first.
  const ids = rows.map(({ friend_id }) => friend_id).sort()
  for (const id of ids) await convert(stage, id)
  return ids.map(id => stage.names.get(id) ?? id)
}

import type { WorkerUtils } from 'graphile-worker'
import type pg from 'pg'
import type { Clock } from '../clock.ts'

/** Without a heartbeat for this long, a pool is taken for dead. */
const DEAD_AFTER_MS = 30_000

/** Says that a pool lives; `workerIds` are the names under which it locks jobs. */
export async function beat(pool: pg.Pool, id: string, workerIds: string[], clock: Clock): Promise<void> {
  await pool.query(
    `insert into worker_pools (id, worker_ids, heartbeat_at) values ($1, $2, $3)
     on conflict (id) do update set worker_ids = excluded.worker_ids, heartbeat_at = excluded.heartbeat_at`,
    [id, workerIds, clock()],
  )
}

/** Says that a pool has ended in good order and holds no job. */
export async function endBeat(pool: pg.Pool, id: string): Promise<void> {
  await pool.query('delete from worker_pools where id = $1', [id])
}

/**
 * Frees the jobs of pools that died, which the queue itself would do after 4 hours only. A job is free when it was
 * locked a while ago by a worker of no living pool: that finds those of a pool too that died before its first heartbeat.
 * Answers the workers whose jobs were freed.
 */
export async function reap(pool: pg.Pool, utils: Pick<WorkerUtils, 'forceUnlockWorkers'>, clock: Clock) {
  const deadline = new Date(clock().getTime() - DEAD_AFTER_MS)
  await pool.query('delete from worker_pools where heartbeat_at < $1', [deadline])
  const { rows } = await pool.query<{ worker: string }>(
    `select distinct j.locked_by as worker from graphile_worker.jobs j
     where j.locked_by is not null and j.locked_at < $1
       and not exists (select from worker_pools p where j.locked_by = any(p.worker_ids))`,
    [deadline],
  )
  const workers = rows.map(row => row.worker)
  if (workers.length > 0) await utils.forceUnlockWorkers(workers)
  return workers
}

import { randomUUID } from 'node:crypto'
import { settleDueAccounts } from '../../../src/earning/index.ts'
import type { TaskTable } from '../../../src/platform/jobs.ts'
import { activateBatch, voidBatch } from '../../../src/scanning/index.ts'
import { tasks } from '../../../src/tasks.ts'
import type { BatchCommand, SerialCommand } from '../plan.ts'
import { workAgain } from './ask-again.ts'
import type { SerialRecord } from './record.ts'
import { requestMore, toldOf } from './serial-requests.ts'
import { ask, DONE, keyOf, type Reply, type Stage } from './stage.ts'

/** An operator's command, with the long work that it begins. */
export async function perform(stage: Stage, command: SerialCommand): Promise<SerialRecord> {
  const { status, body } = await request(stage, command)
  if (command.do === 'campaign' && status === 200) stage.campaigns.push(body.campaign.id)
  await finishRuns(stage)
  return { command, done: status < 300, status, ...(await toldOf(stage, command, body)) }
}

async function request(stage: Stage, command: SerialCommand): Promise<Reply> {
  switch (command.do) {
    case 'settings':
      return ask(stage, 'PUT', '/api/admin/settings', { settings: command.patch })
    case 'ladder':
      return ask(stage, 'PUT', '/api/admin/ladder', command.ladder)
    case 'publish':
      return publish(stage, command)
    case 'rollback': {
      const url = `/api/admin/achievements/${keyOf(command.achievement)}/rollback`
      return ask(stage, 'POST', url, { version: command.version })
    }
    case 'campaign':
      return ask(stage, 'POST', '/api/admin/campaigns', {
        client_op_id: randomUUID(),
        definition: command.definition,
      })
    case 'mark': {
      const id = stage.campaigns[command.campaign % stage.campaigns.length]
      if (id === undefined) return { ...DONE, status: 404 }
      const body = command.as === 'undo' ? { reason: 'a mistake' } : undefined
      return ask(stage, 'POST', `/api/admin/campaigns/${id}/${command.as}`, body)
    }
    case 'batch':
      return changeBatch(stage, command)
    case 'consent': {
      const member = stage.members[command.member % stage.members.length]
      if (!member) return { ...DONE, status: 404 }
      return ask(stage, 'PATCH', '/api/me', { marketing_consent: command.granted }, member.headers)
    }
    default:
      return requestMore(stage, command)
  }
}

async function publish(stage: Stage, command: SerialCommand & { do: 'publish' }): Promise<Reply> {
  const url = `/api/admin/achievements/${keyOf(command.achievement)}`
  const published = await ask(stage, 'PUT', url, { definition: command.definition })
  if (command.backFill && published.status === 200) await ask(stage, 'POST', `${url}/back-fill`)
  return published
}

/** Activates or voids a batch; nothing else changes by it. */
export async function changeBatch(stage: Stage, { batch, as }: Omit<BatchCommand, 'do'>): Promise<Reply> {
  const { platform } = stage.theatre.world
  const id = stage.batches[batch % stage.batches.length]
  if (id === undefined) return { ...DONE, status: 404 }
  try {
    const { id: brandId } = stage.brand
    if (as === 'activate') await workAgain(() => activateBatch(platform, brandId, id))
    else await workAgain(() => voidBatch(platform, brandId, id, 'a test'))
    return DONE
  } catch (error) {
    return { ...DONE, status: (error as { status?: number }).status ?? 500 }
  }
}

/** Lets time do its work, as the job of every minute does. */
export async function settleDue({ theatre, brand }: Stage): Promise<void> {
  await workAgain(() => settleDueAccounts(theatre.world.platform, brand.id))
}

/** Does what was begun as a run to its end, as a worker would; what it makes due is settled after it. */
export async function finishRuns(stage: Stage): Promise<void> {
  const { theatre, brand } = stage
  const { rows } = await theatre.admin.query<{ id: string }>(
    `select id from runs where brand_id = $1 and state in ('waiting', 'running') order by id`,
    [brand.id],
  )
  const advance = (tasks as TaskTable).advance_run
  for (const { id } of rows) {
    const context = { brandId: brand.id, jobId: '' }
    await workAgain(async () => advance?.(theatre.world.platform, { run_id: id } as never, context))
  }
  if (rows.length > 0) await settleDue(stage)
}

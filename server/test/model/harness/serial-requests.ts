import { randomUUID } from 'node:crypto'
import { openSession } from '../../../src/identity/index.ts'
import { newestMail } from '../../journey/mailed.ts'
import { type RewardChange, type SerialCommand, serialsOf } from '../plan.ts'
import type { SerialRecord } from './record.ts'
import { type Actor, ask, DONE, type Reply, type Stage, vouchersFor } from './stage.ts'

type More = Exclude<
  SerialCommand,
  { do: 'settings' | 'ladder' | 'publish' | 'rollback' | 'campaign' | 'mark' | 'batch' | 'consent' }
>

const NOTHING: Reply = { ...DONE, status: 404 }
const DAY_MS = 86_400_000

/** What operators do with rewards, codes and files of members, and members with their profiles. */
export async function requestMore(stage: Stage, command: More): Promise<Reply> {
  switch (command.do) {
    case 'reward':
      return changeReward(stage, command)
    case 'range': {
      const count = stage.plan.batches[command.batch % stage.batches.length]?.codes ?? 1
      const { from, to } = serialsOf(command, count)
      const url = `/api/admin/batches/${batchOf(stage, command)}/${command.as}`
      return ask(stage, 'POST', url, { from_serial: from, to_serial: to, reason: 'a test' })
    }
    case 'expiry': {
      const { now } = stage.theatre.world.time
      const expires_at =
        command.days === null ? null : new Date(now.getTime() + command.days * DAY_MS).toISOString()
      const url = `/api/admin/batches/${batchOf(stage, command)}/expiry`
      return ask(stage, 'PUT', url, { expires_at })
    }
    case 'recall':
      return ask(stage, 'POST', '/api/admin/recalls', {
        client_op_id: randomUUID(),
        batch_ids: [batchOf(stage, command)],
        reason: 'a bad lot',
        made_good: command.madeGood,
        ...(command.madeGood === 'bonus' ? { bonus_points: command.bonus } : {}),
      })
    case 'email':
      return changeEmail(stage)
    case 'profile': {
      const { headers } = memberOf(stage, command.member)
      return ask(stage, 'PATCH', '/api/me', { custom: { size: command.size } }, headers)
    }
    case 'import':
      return importFile(stage, command)
    case 'undo_import': {
      const id = stage.imports[command.import % stage.imports.length]
      if (id === undefined) return NOTHING
      const body = { client_op_id: randomUUID(), reason: 'a mistake' }
      return ask(stage, 'POST', `/api/admin/member-imports/${id}/undo`, body)
    }
  }
}

const batchOf = ({ batches }: Stage, { batch }: { batch: number }) => batches[batch % batches.length]

const memberOf = ({ members }: Stage, member: number) => members[member % members.length] as Actor

async function changeReward(stage: Stage, { reward, change }: RewardChange): Promise<Reply> {
  const number = reward % stage.rewards.length
  const id = stage.rewards[number]
  if (id === undefined) return NOTHING
  if (change === 'archive') return ask(stage, 'POST', `/api/admin/rewards/${id}/archive`)
  if ('vouchers' in change) {
    const { rows } = await stage.theatre.admin.query<{ count: number }>(
      'select count(*)::int as count from reward_vouchers where reward_id = $1',
      [id],
    )
    return ask(stage, 'POST', ...vouchersFor(stage, number, rows[0]?.count ?? 0, change.vouchers))
  }
  if ('add' in change) {
    return ask(stage, 'POST', `/api/admin/rewards/${id}/stock`, {
      client_op_id: randomUUID(),
      add: change.add,
    })
  }
  const { body } = await ask(stage, 'GET', `/api/admin/rewards/${id}`)
  const definition = { ...body.definition, cost_points: change.cost }
  return ask(stage, 'PUT', `/api/admin/rewards/${id}`, { definition })
}

/** By whose e-mail nobody joins: friends of the first two are named by theirs, and friends by their own. */
const mover = ({ members, plan }: Stage): Actor | undefined =>
  plan.members.length > 2 ? members[2] : undefined

/** The new address agrees at once. Whoever asks has signed in just now. */
async function changeEmail(stage: Stage): Promise<Reply> {
  const member = mover(stage)
  if (!member) return NOTHING
  const { theatre, brand } = stage
  const { world } = theatre
  const session = await world.platform.db.transaction(brand.id, tx =>
    openSession(tx, { memberId: member.id, userAgent: 'test', at: world.time.now }),
  )
  const token = world.app.visitors.tokens.issue({ sub: member.id, brand: brand.id, sid: session.id })
  const [local, domain = ''] = member.email.split('@')
  const email = `${local}@moved.${domain}`
  const headers = world.headers({ brand, token })
  const asked = await ask(stage, 'POST', '/api/me/email', { client_op_id: randomUUID(), email }, headers)
  if (asked.status >= 300) return asked
  const mailed = await newestMail(world, theatre.admin, email)
  const done = await ask(stage, 'POST', '/api/auth/email/confirm', { token: mailed.token }, stage.visitor)
  if (done.status < 300) member.email = email
  return done
}

async function importFile(stage: Stage, { rows }: SerialCommand & { do: 'import' }): Promise<Reply> {
  const names = namesOf(stage, rows.length)
  const lines = rows.map(
    ({ points, spent }, i) => `${names[i]}@${stage.brand.slug}.example,${points},${points + spent}`,
  )
  const url = `/api/admin/member-imports?client_op_id=${randomUUID()}`
  const answer = await stage.theatre.world.app.server.inject({
    method: 'POST',
    url,
    headers: { ...stage.operator, 'content-type': 'text/csv' },
    payload: ['email,points,lifetime_points', ...lines, ''].join('\n'),
  })
  return { ...DONE, status: answer.statusCode, body: answer.json() }
}

const namesOf = ({ imports }: Stage, count: number) =>
  Array.from({ length: count }, (_, i) => `import-${imports.length}-${i}`)

/** What the model has to be told about a command that was done. */
export async function toldOf(
  stage: Stage,
  command: SerialCommand,
  // biome-ignore lint/suspicious/noExplicitAny: an answer of the server
  body: any,
): Promise<Partial<SerialRecord>> {
  if (command.do === 'email') return { member: mover(stage)?.name ?? '' }
  if (command.do === 'consent' || command.do === 'profile') {
    return { member: memberOf(stage, command.member).name }
  }
  if (command.do === 'recall' && body?.recall_id) return { packs: await packsTold(stage, body.recall_id) }
  if (command.do !== 'import' || !body?.import_id) return {}
  const names = namesOf(stage, command.rows.length)
  stage.imports.push(body.import_id)
  const { rows } = await stage.theatre.admin.query<{ id: string; email: string }>(
    'select id, email from members where imported_by = $1',
    [body.import_id],
  )
  for (const { id, email } of rows) stage.names.set(id, email.split('@')[0] as string)
  return { names }
}

/** Codes of the packs about which somebody was told, in that order. */
async function packsTold({ theatre, batches, codes, brand }: Stage, recallId: string): Promise<string[]> {
  const { rows } = await theatre.admin.query<{ batch_id: string; serial: number }>(
    `select data->>'batch_id' as batch_id, (data->>'serial')::int as serial from actions
     where brand_id = $1 and name = 'product_recalled' and data->>'recall_id' = $2 order by id`,
    [brand.id, recallId],
  )
  return rows.map(({ batch_id, serial }) => {
    const own = codes.filter(({ batch }) => batches[batch] === batch_id)
    return own[serial - 1]?.code as string
  })
}

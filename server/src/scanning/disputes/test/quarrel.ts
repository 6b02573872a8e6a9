import { randomUUID } from 'node:crypto'
import type { Customer, Desk, Reply } from '../../../../test/earning/desk.ts'

/** A pack of which two say that it is theirs. */
export interface Quarrel {
  claimant: Customer
  disputer: Customer
  code: string
  /** Another pack of the same batch, which nobody has. */
  another: string
  batchId: string
}

/** Somebody has claimed a pack of a batch of three, somebody else was refused. */
export async function quarrel(desk: Desk): Promise<Quarrel> {
  const [claimant, disputer] = [await desk.member(), await desk.member()]
  const { batchId, codes } = await desk.world.addCodes(3, { brand: desk.brand })
  const [code, another] = codes as [string, string]
  await desk.scan(claimant, { code })
  desk.pass(1)
  await desk.scan(disputer, { code })
  return { claimant, disputer, code, another, batchId }
}

/** What a member asks of the app. */
export async function ask(
  { world, brand }: Desk,
  { token }: Customer,
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
): Promise<Reply> {
  const headers = world.headers({ brand, token })
  const answer = await world.app.server.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  const { body: text } = answer
  return { status: answer.statusCode, headers: answer.headers, text, body: JSON.parse(text) }
}

const MESSAGE = 'I bought it at the shop in Hudson and it was sealed 🌿'

/** Opens a dispute; `more` changes the body. */
export const dispute = (desk: Desk, member: Customer, code: string, more: object = {}) =>
  ask(desk, member, 'POST', '/api/disputes', {
    client_op_id: randomUUID(),
    code,
    message: MESSAGE,
    ...more,
  })

/** A quarrel that came to the operators. */
export async function openQuarrel(desk: Desk): Promise<Quarrel & { id: string }> {
  const between = await quarrel(desk)
  const { body } = await dispute(desk, between.disputer, between.code)
  return { ...between, id: body.id }
}

/** An owner settles it; `more` changes the body. */
export const settle = (desk: Desk, id: string, award: string, more: object = {}) =>
  desk.ask('POST', `disputes/${id}/settle`, {
    client_op_id: randomUUID(),
    award,
    note: 'The receipt is right',
    ...more,
  })

/** An operator erases a member. */
export const erase = (desk: Desk, { id }: Customer) =>
  desk.ask('POST', `members/${id}/erasure`, {
    client_op_id: randomUUID(),
    confirm: true,
    reason: 'Asked for by mail',
  })

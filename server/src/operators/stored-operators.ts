import type { Insertable, Selectable, Updateable } from 'kysely'
import { normaliseEmail } from '../members/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import type { Operators as OperatorsTable } from '../platform/db/types.generated.ts'
import { notFound } from '../platform/errors.ts'
import type { Role } from './permissions.ts'

export type StoredOperator = Omit<Selectable<OperatorsTable>, 'role'> & { role: Role }

const stored = (tx: Tx) => sql.selectFrom('operators').selectAll().where('brand_id', '=', tx.brandId)

/** An operator by e-mail, however it is typed. */
export const findOperatorByEmail = (tx: Tx, email: string): Promise<StoredOperator | undefined> =>
  tx.first(stored(tx).where('email', '=', normaliseEmail(email)).$narrowType<{ role: Role }>())

/** An operator. Throws a 404 Problem when there is none. */
export const readOperator = (tx: Tx, id: string): Promise<StoredOperator> =>
  found(tx.first(stored(tx).where('id', '=', id).$narrowType<{ role: Role }>()))

/** The same, locked until the end of the transaction. */
export const lockOperator = (tx: Tx, id: string): Promise<StoredOperator> =>
  found(tx.first(stored(tx).where('id', '=', id).forNoKeyUpdate().$narrowType<{ role: Role }>()))

async function found(reading: Promise<StoredOperator | undefined>): Promise<StoredOperator> {
  const row = await reading
  if (!row) throw notFound('operator')
  return row
}

/**
 * An operator, locked together with every active owner, in the order of their ids: so that two who are demoted at the
 * same moment see each other. Throws a 404 Problem when there is none.
 */
export async function lockWithOwners(tx: Tx, id: string) {
  const rows = await tx.many(
    stored(tx)
      .where(eb =>
        eb.or([eb('id', '=', id), eb.and([eb('role', '=', 'owner'), eb('disabled_at', 'is', null)])]),
      )
      .orderBy('id')
      .forNoKeyUpdate()
      .$narrowType<{ role: Role }>(),
  )
  const operator = rows.find(row => row.id === id)
  if (!operator) throw notFound('operator')
  return { operator, otherOwners: rows.filter(row => row.id !== id).length }
}

/** Operators in the order in which they were added, `limit` of them after the id `after`. */
export const listOperators = (
  tx: Tx,
  after: string | undefined,
  limit: number,
): Promise<StoredOperator[]> => {
  const all = stored(tx).orderBy('id').limit(limit).$narrowType<{ role: Role }>()
  return tx.many(after === undefined ? all : all.where('id', '>', after))
}

/** Adds an operator. Answers false when somebody has the e-mail already. */
export async function insertOperator(
  tx: Tx,
  row: Omit<Insertable<OperatorsTable>, 'brand_id'>,
): Promise<boolean> {
  const values = { ...row, brand_id: tx.brandId, email: normaliseEmail(row.email) }
  const added = await tx.run(
    sql
      .insertInto('operators')
      .values(values)
      .onConflict(conflict => conflict.columns(['brand_id', 'email']).doNothing()),
  )
  return added === 1
}

/** Changes columns of an operator. */
export async function updateOperator(tx: Tx, id: string, set: Updateable<OperatorsTable>): Promise<void> {
  await tx.run(sql.updateTable('operators').set(set).where('brand_id', '=', tx.brandId).where('id', '=', id))
}

/** Takes the code of a time step: answers false when it, or a later one, was taken before. */
export async function takeTotpStep(tx: Tx, id: string, step: number): Promise<boolean> {
  const taken = await tx.run(
    sql
      .updateTable('operators')
      .set({ totp_step: step })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id)
      .where(eb => eb.or([eb('totp_step', 'is', null), eb('totp_step', '<', step)])),
  )
  return taken === 1
}

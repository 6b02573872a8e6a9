import type { Tx } from '../src/platform/db/database.ts'
import type { World } from './world.ts'

/** Counts what each transaction of a world sends to the real database, from now on until `stop`. */
export function countStatements({ platform: { db } }: Pick<World, 'platform'>) {
  const perTransaction: number[] = []
  const { transaction } = db
  db.transaction = (brandId, work) =>
    transaction(brandId, tx => {
      const index = perTransaction.push(0) - 1
      const counted =
        <A extends unknown[], R>(run: (...args: A) => R) =>
        (...args: A): R => {
          perTransaction[index] = (perTransaction[index] ?? 0) + 1
          return run(...args)
        }
      const counting = {
        many: counted(tx.many),
        first: counted(tx.first),
        run: counted(tx.run),
        raw: counted(tx.raw),
      }
      return work({ ...tx, ...counting } as Tx)
    })
  return { perTransaction, stop: () => Object.assign(db, { transaction }) }
}

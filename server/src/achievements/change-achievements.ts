import type { FastifyRequest } from 'fastify'
import { audit, type Operators } from '../operators/index.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Platform } from '../platform/platform.ts'
import type { Publisher } from './publish.ts'
import type { Achievements } from './stored-achievements.ts'

export interface AchievementsContext {
  platform: Platform
  operators: Operators
  achievements: Achievements
}

/** What a change did, as the audit keeps it; without it nothing was changed. */
interface Change<T> {
  answer: T
  deed: { action: string; subject: string; before: unknown; after: unknown } | null
}

/** Makes an operator's change in one transaction with its entry in the audit; scans see it from then on. */
export async function changeAchievements<T>(
  { platform, operators, achievements }: AchievementsContext,
  request: FastifyRequest,
  work: (tx: Tx, publisher: Publisher) => Promise<Change<T>>,
): Promise<T> {
  const { brand, operator } = operators.require(request)
  const at = platform.clock()
  const answer = await platform.db.transaction(brand.id, async tx => {
    const change = await work(tx, { at, by: operator.id })
    if (change.deed) await audit(tx, platform.keys, { ...change.deed, operator, at, requestId: request.id })
    return change.answer
  })
  achievements.forget(brand.id)
  return answer
}

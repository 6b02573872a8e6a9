import { randomUUID } from 'node:crypto'
import { type Arena, eachOf } from './arena.ts'
import { bookFaults, countOf, type RaceReport, wordOf } from './report.ts'

/** Races that are under way at once: more than one, so that batches hold several codes and lock them in one order. */
const CODES_AT_ONCE = 4

/** All racers scan each code at the same moment, at two servers. One of them wins it, and the database says the same. */
export async function raceForCodes(
  arena: Arena,
  options: { codes: number; racers: number; tell?(done: number): void; stop?: AbortSignal },
): Promise<RaceReport> {
  const { shop, ask } = arena
  const { batchId, codes } = await shop.desk.world.addCodes(options.codes, { brand: shop.desk.brand })
  const racers = await arena.crowd(options.racers, 0)
  const words: string[] = []
  const faults: string[] = []
  const winnerOf = new Map<number, string>()
  let [done, refusals] = [0, 0]

  await eachOf(
    codes.length,
    async n => {
      options.stop?.throwIfAborted()
      const outcomes = await Promise.all(
        racers.map(async (_, i) => {
          // Another one starts first each time, and at the other server.
          const racer = racers[(i + n) % racers.length] as (typeof racers)[0]
          const outcome = await ask(i + n, racer, 'scans', { code: codes[n], client_op_id: randomUUID() })
          refusals += outcome.refusals
          return { racer, word: wordOf(outcome, outcome.body.verdict) }
        }),
      )
      words.push(...outcomes.map(({ word }) => word))
      const won = outcomes.filter(({ word }) => word === 'claimed')
      if (won.length !== 1) faults.push(`code ${n + 1} has ${won.length} winners`)
      const other = outcomes.find(({ word }) => word !== 'claimed' && word !== 'claimed_by_another')
      if (other) faults.push(`code ${n + 1}: a racer was answered ${other.word}`)
      if (won[0]) winnerOf.set(n + 1, won[0].racer.id)
      options.tell?.(++done)
    },
    CODES_AT_ONCE,
  )
  const claims = await shop.desk.rows<{ serial: number; claimed_by: string | null }>(
    'select serial, claimed_by from codes where batch_id = $1 order by serial',
    [batchId],
  )
  for (const { serial, claimed_by } of claims) {
    if (claimed_by !== (winnerOf.get(serial) ?? null)) faults.push(`code ${serial} is another member’s`)
  }
  faults.push(...(await bookFaults(arena)))
  const answers = countOf(words)
  return { requests: words.length, winners: answers.claimed ?? 0, answers, refusals, faults }
}

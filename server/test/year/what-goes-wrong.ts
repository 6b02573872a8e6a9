import { randomUUID } from 'node:crypto'
import { runTasks } from '../../src/activity/index.ts'
import type { Stage } from '../../src/demo/year/stage.ts'
import { type Day, startOfDay } from '../../src/platform/calendar.ts'
import { recallCodes, returnPack, scanningRuns } from '../../src/scanning/index.ts'
import type { Year } from './open-year.ts'

/** Of a thousand packs that were scanned lately, so many come back. */
const RETURNED_PER_MILLE = 4
const NIGHT_MS = 23.5 * 3_600_000

const LATELY = `
  select batch_id, serial from codes
  where brand_id = $1 and claimed_at between $2::timestamptz - interval '14 days' and $2
  order by md5(hmac::text) limit (
    select ceil(count(*) * ${RETURNED_PER_MILLE} / 1000.0) from codes
    where brand_id = $1 and claimed_at between $2::timestamptz - interval '14 days' and $2)`

/** Some of the packs of the last two weeks come back to the shop. */
export async function takePacksBack(stage: Stage, year: Year, day: Day): Promise<void> {
  const moment = await nightOf(stage, day)
  const platform = stage.at(moment)
  const { rows } = await year.admin.query<{ batch_id: string; serial: number }>(LATELY, [
    stage.brandId,
    moment,
  ])
  for (const { batch_id, serial } of rows) {
    const program = await stage.programs.of(await stage.brand())
    const body = {
      client_op_id: randomUUID(),
      batch_id,
      serial,
      code_becomes: 'void' as const,
      reason: 'It came back to the shop',
    }
    const input = { body, operatorId: year.operatorId, requestId: randomUUID(), at: moment }
    await platform.db.transaction(stage.brandId, tx => returnPack(platform, tx, program, input))
  }
  // What came back was taken from the balances that their owners are known by.
  stage.standings.clear()
}

/** A lot is recalled: who claimed one of it is told and gets a bonus, the rest of it can be claimed no more. */
export async function recallALot(stage: Stage, year: Year, day: Day): Promise<void> {
  const moment = await nightOf(stage, day)
  const platform = stage.at(moment)
  const lotNumber = [...stage.shelves.values()]
    .flat()
    .map(sku => stage.packs.recalled(sku))
    .find(Boolean)
  if (!lotNumber) return
  const body = {
    client_op_id: randomUUID(),
    lot_number: lotNumber,
    reason: 'A label was misprinted',
    made_good: 'bonus' as const,
    bonus_points: 100,
  }
  const { run_id } = await platform.db.transaction(stage.brandId, tx =>
    recallCodes(tx, { body, at: moment, by: year.operatorId }),
  )
  const { advance_run: advance } = runTasks(scanningRuns)
  await advance?.(platform, { run_id } as never, { brandId: stage.brandId, jobId: 'year' })
  stage.standings.clear()
}

const nightOf = async (stage: Stage, day: Day) =>
  new Date(startOfDay(day, (await stage.brand()).timeZone).getTime() + NIGHT_MS)

import { plantSource } from '../model/plant.ts'

/** A bug that a race must find: texts of the server as they are, and as they become. */
interface RacePlant {
  what: string
  sources: { file: string; text: string; becomes: string }[]
  /** Done to the database by its superuser. */
  sql?: string
}

export const RACE_PLANTS: Record<string, RacePlant> = {
  claimed_twice: {
    what: 'codes are read without a lock, and taken whether or not somebody has them',
    sources: [
      {
        file: '/server/src/scanning/load.ts',
        text: '    for no key update of c\n',
        becomes: '',
      },
      {
        file: '/server/src/scanning/apply.ts',
        text: 'c.hmac = r.hmac and c.claimed_by is null',
        becomes: 'c.hmac = r.hmac',
      },
    ],
  },
  oversold: {
    what: 'one is taken from the stock whether or not there is one',
    sources: [
      {
        file: '/server/src/rewards/stock.ts',
        text: ".where(eb => eb.or([eb('remaining', 'is', null), eb('remaining', '>', 0)]))",
        becomes: '',
      },
    ],
    sql: 'alter table reward_stock drop constraint reward_stock_remaining_check',
  },
}

/** Plants it in modules that are not loaded yet; answers whether all of it has been by now. */
export function plantRace({ what, sources }: RacePlant): () => boolean {
  const planted = sources.map(source => plantSource({ what, source, focus: 'everything' }))
  return () => planted.every(isPlanted => isPlanted())
}

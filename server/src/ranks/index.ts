export { fallenRank, fallsAt } from './fall.ts'
export {
  DEFAULT_LADDER,
  type Fall,
  type Ladder,
  qualifyingPoints,
  type Rank,
  rankFor,
  rankOf,
  ranksReached,
  wayToNextRank,
} from './ladder.ts'
export { ranksRoutes } from './routes.ts'
export { createLadders, insertLadder, type Ladders } from './stored-ladder.ts'

export { adminLadderRoutes } from './admin-routes.ts'
export { checkLadder, LadderDefinition } from './definition.ts'
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
export {
  createLadders,
  insertLadder,
  type Ladders,
  publishLadder,
  readLadder,
  rollBackLadder,
} from './stored-ladder.ts'

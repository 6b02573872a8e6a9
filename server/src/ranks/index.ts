export { DEFAULT_LADDER, type Ladder, type Rank, rankFor, rankOf, wayToNextRank } from './ladder.ts'
export { ranksRoutes } from './routes.ts'
export { createLadders, insertLadder, type Ladders } from './stored-ladder.ts'

export { DEFAULT_LADDER, type Ladder, type Rank, rankFor, rankOf, wayToNextRank } from './ladder.ts'
export { createLadders, insertLadder, type Ladders } from './stored-ladder.ts'

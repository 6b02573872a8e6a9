export { type CompiledAchievements, compileAchievements } from './compile.ts'
export { type Achievement, AchievementDefinition, type Criteria } from './definition.ts'
export { type Evaluation, evaluate, type Unlock } from './evaluate.ts'
export { type FilterableProduct, matchesFilters, ProductFilters } from './product-filters.ts'
export { counterOf, evaluateScan } from './progress.ts'
export { type PastMove, type Replay, replayCounter } from './replay.ts'
export {
  type CounterRule,
  compileRule,
  isMet,
  type Moves,
  periodOf,
  progressOf,
  type Rule,
  type ScannedProduct,
  type Standing,
} from './rule.ts'
export { type Achievements, createAchievements, insertAchievement } from './stored-achievements.ts'
export {
  deleteUnlocks,
  insertUnlocks,
  type ProgressRow,
  type RevokedRow,
  type UnlockRow,
  upsertProgress,
  upsertUnlocks,
} from './write.ts'

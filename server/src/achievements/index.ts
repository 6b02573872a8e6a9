export { achievementsAdminRoutes } from './admin-routes.ts'
export { adoptTemplate, fromTemplate } from './adopt.ts'
export { type CompiledAchievements, compileAchievements } from './compile.ts'
export { type Achievement, AchievementDefinition, type Criteria } from './definition.ts'
export { type Evaluation, evaluate, type Unlock } from './evaluate.ts'
export { type FilterableProduct, matchesFilters, ProductFilters } from './product-filters.ts'
export {
  type Published,
  type Publisher,
  publishAchievement,
  rollbackAchievement,
} from './publish.ts'
export { listAchievements, listVersions, readAchievement, readVersion } from './queries.ts'
export { type PastMove, type Replay, replayCounter } from './replay.ts'
export {
  type CounterRule,
  compileRule,
  counterKey as counterOf,
  isMet,
  type Moves,
  nextPeriodOn,
  periodOf,
  progressOf,
  type Rule,
  type ScannedProduct,
  type Standing,
  unlockAt,
} from './rule.ts'
export {
  type Achievements,
  createAchievements,
  insertAchievement,
  readAchievements,
} from './stored-achievements.ts'
export { THIRD_SCAN } from './templates.ts'
export {
  type AchievementsDocument,
  exportAchievements,
  type ImportReport,
  importAchievements,
} from './transfer.ts'
export { validateAchievement } from './validate.ts'
export {
  revokeUnlocks,
  type UnlockRow,
  upsertUnlocks,
} from './write.ts'

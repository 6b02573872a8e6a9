export { type Achievement, AchievementDefinition, type Criteria } from './definition.ts'
export { counterOf, type Evaluation, evaluateScan, isMet, matchesFilters } from './progress.ts'
export { type Achievements, createAchievements, insertAchievement } from './stored-achievements.ts'
export { insertUnlocks, type ProgressRow, type UnlockRow, upsertProgress } from './write.ts'

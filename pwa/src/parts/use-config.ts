import { useQuery } from '@tanstack/preact-query'
import { configQuery } from '../api/queries.ts'
import type { PointsName } from '../api/shapes.ts'

/** What the brand is called and how it counts; undefined until the first answer. */
export function useConfig() {
  return useQuery(configQuery).data
}

/** The brand's word for points, with the plain word until it is known. */
export function usePointsName(): PointsName {
  return useConfig()?.points_name ?? { one: 'point', many: 'points' }
}

export { personalizationAdminRoutes } from './admin-routes.ts'
export { personalizationSchedules, personalizationTasks } from './forget-responses.ts'
export { personalizationRoutes } from './routes.ts'

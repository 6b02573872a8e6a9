export { personalizationAdminRoutes } from './admin-routes.ts'
export { personalizationRoutes } from './routes.ts'

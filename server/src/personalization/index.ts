export { personalizationRoutes } from './routes.ts'

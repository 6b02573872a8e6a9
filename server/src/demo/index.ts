export { startHistory } from './history/start-history.ts'
export { demoRoutes } from './routes.ts'
export { seedDemo } from './seed-demo.ts'

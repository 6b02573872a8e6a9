export { demoRoutes } from './routes.ts'
export { seedDemo } from './seed-demo.ts'

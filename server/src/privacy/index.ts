export { type Erasure, eraseMember } from './erase-member.ts'
export { privacyRoutes } from './routes.ts'
export { privacyTasks } from './sweep.ts'

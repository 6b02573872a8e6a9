import type { Operators } from '../operators/index.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { memberAdminRoutes } from './member-admin-routes.ts'
import type { Programs } from './program.ts'
import { runAdminRoutes } from './run-admin-routes.ts'

export interface EarningContext {
  platform: Platform
  operators: Operators
  programs: Programs
}

/** What operators do about members' points, and the long work that they start. */
export function earningAdminRoutes(server: Server, context: EarningContext): void {
  memberAdminRoutes(server, context)
  runAdminRoutes(server, context)
}

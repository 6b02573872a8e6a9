import type { TaskTable } from '../platform/jobs.ts'
import { convertReferral } from './convert-referral.ts'

export { referralsAdminRoutes } from './admin-routes.ts'
export { beginReferral } from './begin-referral.ts'
export { conversionJob, requestConversion } from './conversion-job.ts'
export { decideReferral } from './convert-referral.ts'
export { referralsRoutes } from './routes.ts'
export { shareCode } from './share-code.ts'
export { forgetTraits, noteTraits, readSharedTraits } from './traits.ts'

export const referralsTasks = { convert_referral: convertReferral } satisfies TaskTable

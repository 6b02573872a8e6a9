import type { Operators } from '../operators/index.ts'
import { type Day, dayOf, isoDate } from '../platform/calendar.ts'
import { invalid } from '../platform/errors.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { UpliftQuery, UpliftView } from './admin-schema.ts'
import { FOLLOW_UP_DAYS } from './deeds.ts'
import { readUplift } from './uplift.ts'

const DEFAULT_DAYS = 28
/** What is read grows with the period, and a report has seconds. */
const DAYS_MAX = 92
const DAY_MS = 86_400_000

export function personalizationAdminRoutes(
  server: Server,
  { platform, operators }: { platform: Platform; operators: Operators },
) {
  server.get(
    '/api/admin/personalization/uplift',
    {
      config: { permission: 'reports.read' },
      schema: {
        tags: ['personalization'],
        summary:
          'What personalisation changes: members who are held out beside all others, with 95 % intervals',
        querystring: UpliftQuery,
        response: { 200: UpliftView },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const period = periodOf(request.query, dayOf(platform.clock(), brand.timeZone))
      const uplift = await platform.db.transaction(brand.id, tx => readUplift(tx, period))
      return {
        from: isoDate(period.from) as string,
        until: isoDate(period.through) as string,
        follow_up_days: FOLLOW_UP_DAYS,
        hold_out_percent: brand.settings.personalization.hold_out_percent,
        ...uplift,
      }
    },
  )
}

/** The days asked for, the last four weeks unless told. Throws a 400 Problem that names the field. */
function periodOf({ from, until }: UpliftQuery, today: Day): { from: Day; through: Day } {
  const through = until === undefined ? today : dayNamed('until', until)
  const first = from === undefined ? through - DEFAULT_DAYS + 1 : dayNamed('from', from)
  if (first > through) throw invalid([{ field: 'from', message: 'must not be after until' }])
  if (through - first >= DAYS_MAX) {
    throw invalid([{ field: 'from', message: `must be less than ${DAYS_MAX} days before until` }])
  }
  return { from: first, through }
}

function dayNamed(field: string, date: string): Day {
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS
  if (Number.isNaN(day) || isoDate(day) !== date) throw invalid([{ field, message: 'is not a day' }])
  return day
}

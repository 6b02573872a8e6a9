import type { SessionUse } from '../../identity/index.ts'
import { localTime } from '../../platform/clock.ts'
import type { EventContext } from './event-shapes.ts'

const NO_DEVICE = { device_type: null, os: null, browser: null, user_agent: null }

/** When it happened, in UTC and by the brand's clock, and where: on the device of this session, in its network. */
export function eventContext(at: Date, timeZone: string, session: SessionUse | undefined): EventContext {
  const local = localTime(at, timeZone)
  return {
    time: {
      timestamp_utc: at.toISOString(),
      timestamp_local: `${local.date}T${local.time}`,
      day_of_week_local: local.weekday,
      hour_of_day_local: local.hour,
      is_weekend: local.weekday === 'Saturday' || local.weekday === 'Sunday',
    },
    device: session?.device ?? NO_DEVICE,
    location: {
      ip_address: session?.network ?? null,
      geo_city: null,
      geo_region: null,
      geo_country: null,
    },
  }
}

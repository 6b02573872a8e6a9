import { browserName, systemName } from './device-name.ts'

/** What an event tells of the device that a member held. */
export interface Device {
  device_type: 'phone' | 'tablet' | 'desktop' | null
  os: string | null
  browser: string | null
  user_agent: string | null
}

/** The systems by the names that their makers give them. */
const SYSTEMS: Record<string, string> = { iPhone: 'iOS', iPad: 'iPadOS', Mac: 'macOS' }

/** More would tell one member from the others. */
const USER_AGENT_MAX = 200

/** A device as its browser describes it; null for what it does not say. */
export function deviceOf(userAgent: string | null): Device {
  const text = userAgent ?? ''
  const system = systemName(text)
  return {
    device_type: typeOf(text, system),
    os: system ? (SYSTEMS[system] ?? system) : null,
    browser: browserName(text) ?? null,
    user_agent: userAgent === null ? null : [...userAgent].slice(0, USER_AGENT_MAX).join(''),
  }
}

function typeOf(userAgent: string, system: string | undefined): Device['device_type'] {
  if (system === undefined) return null
  if (system === 'iPad') return 'tablet'
  if (system === 'iPhone') return 'phone'
  // Makers of tablets leave the word out, as Google asks them to.
  if (system === 'Android') return /\bMobile\b/.test(userAgent) ? 'phone' : 'tablet'
  return 'desktop'
}

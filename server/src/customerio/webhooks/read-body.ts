export type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Templates leave empty strings where they have nothing. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

const TEXT_LENGTH_MAX = 100

/** Text that can be stored, cut to a length; undefined for what is none. */
export function readText(value: unknown, maxLength = TEXT_LENGTH_MAX): string | undefined {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || text.includes('\0') || !text.isWellFormed()) return undefined
  return text.trim().slice(0, maxLength) || undefined
}

/** What a text holds as JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** ISO 8601, or Unix seconds or milliseconds; undefined for what is no moment. */
export function readMoment(value: unknown): Date | undefined {
  if (isBlank(value) || (typeof value !== 'string' && typeof value !== 'number')) return undefined
  const number = Number(value)
  const unixMs = Math.abs(number) < 1e11 ? number * 1_000 : number
  const at = new Date(Number.isFinite(number) ? unixMs : value)
  return at.getTime() >= 0 ? at : undefined
}

/** The JSON object in these bytes; undefined when there is none. */
export function readBody(raw: Buffer): Json | undefined {
  const body = parseJson(raw.toString('utf8'))
  return isObject(body) ? body : undefined
}

/** The moment it is. Passed as an argument: rules and SQL that decides never ask the system for the time. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

const formatters = new Map<string, Intl.DateTimeFormat>()

/** The parts of a moment as a wall clock in an IANA zone shows them. Throws RangeError for an unknown zone. */
export function localTime(at: Date, timeZone: string) {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      weekday: 'long',
    })
    formatters.set(timeZone, formatter)
  }
  const part = Object.fromEntries(formatter.formatToParts(at).map(({ type, value }) => [type, value]))
  return {
    date: `${part.year}-${part.month}-${part.day}`,
    time: `${part.hour}:${part.minute}:${part.second}`,
    hour: Number(part.hour),
    weekday: part.weekday as string,
  }
}

/** In this order: what calls itself another's name comes before it. */
const BROWSERS: [name: string, sign: RegExp][] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Opera', /\b(?:OPR|OPT|Opera)\b/],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|Chromium)\//],
  ['Safari', /\bSafari\//],
]

const SYSTEMS: [name: string, sign: RegExp][] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['Mac', /\bMacintosh\b|\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
]

const nameOf = (names: [string, RegExp][], userAgent: string) =>
  names.find(([, sign]) => sign.test(userAgent))?.[0]

/** The browser that a description is of, if it is one that we know. */
export const browserName = (userAgent: string) => nameOf(BROWSERS, userAgent)

/** The system, or the device where it names one. */
export const systemName = (userAgent: string) => nameOf(SYSTEMS, userAgent)

/** What a browser is called by people, such as `Safari on iPhone`; enough to know one's own, and never a fingerprint. */
export function deviceName(userAgent: string | null): string {
  if (!userAgent) return 'Unknown device'
  const browser = browserName(userAgent)
  const system = systemName(userAgent)
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? 'Unknown device'
}

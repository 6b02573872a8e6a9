const MOST_CENTS = 10_000_000

export type Price = { cents: number } | { problem: string }

/**
 * Reads a price as people type it (`12`, `$12.50`, `12,50`, `1,234.50`, `1.234,50 USD`) into exact integer
 * cents, or says why it is none; zero is refused, because on a menu it means that the price is missing.
 */
export function parsePrice(text: string): Price {
  const shown = text.trim()
  if (shown === '') return { problem: 'There is no price.' }
  const amount = stripCurrency(shown)
  if (/^(-|\(.*\)$)/.test(amount)) return { problem: `The price "${excerpt(shown)}" is negative.` }
  const parts = splitAmount(amount)
  if (!parts) return { problem: `"${excerpt(shown)}" is not a price.` }
  const cents = toCents(parts)
  if (cents === null) return { problem: `The price "${excerpt(shown)}" has fractions of a cent.` }
  if (cents === 0) return { problem: 'The price is zero, which reads as missing.' }
  if (cents > MOST_CENTS) return { problem: `The price "${excerpt(shown)}" is above $100,000.` }
  return { cents }
}

/** Writes cents as dollars for a note, such as `$1,234.50`. */
export function formatCents(cents: number): string {
  const dollars = String(Math.trunc(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `$${dollars}.${String(cents % 100).padStart(2, '0')}`
}

function stripCurrency(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[−–—]/g, '-')
    .replace(/(?:\/?(?:ea|each|unit))\.?$/i, '')
    .replace(/US\$|USD|CAD|EUR|[$€£¥]/gi, '')
}

type Amount = { whole: string; fraction: string }

function splitAmount(text: string): Amount | null {
  if (!/^[\d.,]+$/.test(text) || !/\d/.test(text)) return null
  const decimal = decimalMark(text)
  const at = decimal ? text.lastIndexOf(decimal) : text.length
  const whole = text.slice(0, at)
  if (/[.,]/.test(whole) && !isGrouped(whole)) return null
  const fraction = text.slice(at + 1)
  return /[.,]/.test(fraction) ? null : { whole: whole.replace(/[.,]/g, ''), fraction }
}

/** The mark that starts the cents: the later of two kinds, never one that groups thousands. */
function decimalMark(text: string): '.' | ',' | null {
  const dot = text.lastIndexOf('.')
  const comma = text.lastIndexOf(',')
  if (dot >= 0 && comma >= 0) return dot > comma ? '.' : ','
  if (comma >= 0) return isGrouped(text) ? null : ','
  if (dot >= 0) return text.indexOf('.') !== dot ? null : '.'
  return null
}

function isGrouped(text: string): boolean {
  return /^\d{1,3}(?:,\d{3})+$|^\d{1,3}(?:\.\d{3})+$/.test(text)
}

function toCents({ whole, fraction }: Amount): number | null {
  if (!/^0*$/.test(fraction.slice(2))) return null
  // Anything longer than a safe integer is over the limit whatever its digits are.
  const digits = whole.replace(/^0+/, '')
  if (digits.length > 12) return MOST_CENTS + 1
  return Number(digits || '0') * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'))
}

function excerpt(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

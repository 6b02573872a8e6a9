import { encode } from 'uqr'
import { Problem } from '../../platform/errors.ts'

/** How much of a QR code may be lost: L 7 %, M 15 %, Q 25 %, H 30 %. */
export const ERROR_CORRECTIONS = ['L', 'M', 'Q', 'H'] as const
export type ErrorCorrection = (typeof ERROR_CORRECTIONS)[number]

/** The QR code of an address, row by row, without its quiet zone; true is dark. Throws a Problem when none can hold it. */
export function encodeAddress(url: string, errorCorrection: ErrorCorrection): boolean[][] {
  try {
    return encode(url, { ecc: errorCorrection, border: 0 }).data
  } catch (cause) {
    throw new Problem(400, 'label_too_small', 'The address is too long for any QR code', { cause })
  }
}

/**
 * Content of a PDF page that fills the dark modules: one path of a rectangle for each run of them in a row. One path,
 * since rectangles that are filled one by one show hairlines between them.
 */
export function modulesPath(
  matrix: boolean[][],
  { x, y, module }: { x: number; y: number; module: number },
): string {
  const runs = matrix.flatMap((row, at) =>
    runsOf(row).map(({ from, length }) => `${from} ${at} ${length} 1 re`),
  )
  return `q ${decimal(module)} 0 0 ${decimal(module)} ${decimal(x)} ${decimal(y)} cm\n${runs.join('\n')}\nf\nQ`
}

function runsOf(row: boolean[]): { from: number; length: number }[] {
  const runs: { from: number; length: number }[] = []
  for (const [at, isDark] of row.entries()) {
    if (!isDark) continue
    const last = runs.at(-1)
    if (last && last.from + last.length === at) last.length++
    else runs.push({ from: at, length: 1 })
  }
  return runs
}

/** PDF knows no exponents. */
const decimal = (value: number) => String(Math.round(value * 1e5) / 1e5)

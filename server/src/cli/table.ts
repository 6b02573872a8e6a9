import { harmless } from './terminal.ts'

export interface Column {
  title: string
  align?: 'right'
  /** Takes what room the others leave, and is cut to it. At most one. */
  flexible?: boolean
}

const GAP = '  '
const LEAST_FLEXIBLE = 8

const width = (text: string) => [...text].length

function cut(text: string, room: number): string {
  const characters = [...text]
  return characters.length <= room ? text : `${characters.slice(0, room - 1).join('')}…`
}

/** Lays out a table in at most `room` columns where its fixed columns allow it: a header, then a line for each row. */
export function layOut(columns: Column[], rows: string[][], room: number): string[] {
  const cells = [columns.map(column => column.title), ...rows.map(row => row.map(harmless))]
  const widths = columns.map((_, at) => Math.max(...cells.map(row => width(row[at] ?? ''))))
  const flexible = columns.findIndex(column => column.flexible)
  if (flexible >= 0) {
    const others = widths.reduce((sum, one, at) => (at === flexible ? sum : sum + one + GAP.length), 0)
    widths[flexible] = Math.min(widths[flexible] ?? 0, Math.max(LEAST_FLEXIBLE, room - others))
  }
  return cells.map(row =>
    columns
      .map(({ align }, at) => {
        const text = cut(row[at] ?? '', widths[at] ?? 0)
        const padding = ' '.repeat((widths[at] ?? 0) - width(text))
        return align === 'right' ? padding + text : text + padding
      })
      .join(GAP)
      .trimEnd(),
  )
}

/** Breaks a text into lines of at most `room` characters, at spaces; words longer than that stay whole. */
export function wrap(text: string, room: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && width(last) + 1 + width(word) <= room)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

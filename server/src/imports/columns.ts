import { type FieldError, invalid } from '../platform/errors.ts'

export const COLUMNS = [
  'email',
  'first_name',
  'last_name',
  'points',
  'lifetime_points',
  'joined_on',
  'marketing_consent',
  'consented_on',
  'birth_month',
  'line1',
  'line2',
  'city',
  'state',
  'postal_code',
  'country',
  'external_id',
] as const

export type Column = (typeof COLUMNS)[number]

/** Where each column that we know stands in the file, and the names of those that we do not. */
export interface Header {
  positions: Partial<Record<Column, number>>
  ignored: string[]
}

const nameOf = (title: string) =>
  title
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')

const isColumn = (name: string): name is Column => (COLUMNS as readonly string[]).includes(name)

/** Reads the first line of a file. Throws a 400 Problem that names a column that is missing or there twice. */
export function readHeader(titles: string[]): Header {
  const header: Header = { positions: {}, ignored: [] }
  const errors: FieldError[] = []
  titles.forEach((title, i) => {
    const name = nameOf(title)
    if (!isColumn(name)) header.ignored.push(title.trim().slice(0, 60))
    else if (header.positions[name] !== undefined) errors.push({ field: name, message: 'is there twice' })
    else header.positions[name] = i
  })
  if (header.positions.email === undefined) {
    errors.push({
      field: 'email',
      message: `is missing: the first line names the columns, such as ${COLUMNS.join(',')}`,
    })
  }
  if (errors.length > 0) throw invalid(errors)
  return header
}

import { type FieldError, invalid } from '../platform/errors.ts'
import type { ProfileField } from '../tenancy/index.ts'

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
  'age_confirmed_on',
  'line1',
  'line2',
  'city',
  'state',
  'postal_code',
  'country',
  'external_id',
] as const

export type Column = (typeof COLUMNS)[number]

/** A column of a field that the brand has defined itself: `custom.` and its key. */
export interface CustomColumn {
  field: ProfileField
  position: number
}

/** Where each column that we know stands in the file, and the names of those that we do not. */
export interface Header {
  positions: Partial<Record<Column, number>>
  custom: CustomColumn[]
  ignored: string[]
}

const nameOf = (title: string) =>
  title
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')

const isColumn = (name: string): name is Column => (COLUMNS as readonly string[]).includes(name)

const CUSTOM = 'custom.'
/** What is ignored is told by name; nobody reads a thousand of them. */
const TITLES_MAX = 200

/**
 * Reads the first line of a file. Throws a 400 Problem that names a column that is missing, there twice, or of a field
 * that the brand has not.
 */
export function readHeader(titles: string[], fields: readonly ProfileField[]): Header {
  if (titles.length > TITLES_MAX) {
    throw invalid([{ field: 'columns', message: `are ${titles.length}: a file has at most ${TITLES_MAX}` }])
  }
  const header: Header = { positions: {}, custom: [], ignored: [] }
  const errors: FieldError[] = []
  const names = titles.map(nameOf)
  titles.forEach((title, position) => {
    const name = names[position] as string
    const isCustom = name.startsWith(CUSTOM)
    const field = fields.find(({ key }) => name === CUSTOM + key)
    if (!isCustom && !isColumn(name)) header.ignored.push(title.trim().slice(0, 60))
    else if (names.indexOf(name) < position) errors.push({ field: name, message: 'is there twice' })
    else if (isColumn(name)) header.positions[name] = position
    else if (field) header.custom.push({ field, position })
    else errors.push({ field: name.slice(0, 60), message: `is not a field of this brand: ${known(fields)}` })
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

const known = (fields: readonly ProfileField[]): string =>
  fields.length > 0 ? `it has ${fields.map(({ key }) => CUSTOM + key).join(', ')}` : 'it has none'

/** The columns that are read, by name. */
export const columnsOf = ({ positions, custom }: Header): string[] => [
  ...Object.keys(positions),
  ...custom.map(({ field }) => CUSTOM + field.key),
]

import { CsvError, parse } from 'csv-parse/sync'
import { MenuFormatError } from './menu-format-error.ts'

const MOST_ROWS = 200_000
/** The rows, their header and what may stand above it. */
const MOST_RECORDS = MOST_ROWS + 20
const MOST_RECORD_BYTES = 100_000
const MOST_REPAIRS = 1_000
const NEWLINE = 10

/** One record of the file; `damaged` when its quotes did not match and its line was read as plain text. */
export type MenuRecord = { line: number; fields: string[]; damaged: boolean }

/** Whether a line, read on its own, is a complete row: how a quote that swallowed other rows is found out. */
export type RowTest = (fields: string[]) => boolean

type Position = { offset: number; line: number }

/** Reads the first `limit` records, to look for the header before anything is known about the columns. */
export function readFirstRecords(text: string, delimiter: string, limit: number): MenuRecord[] {
  // The header is near the top: no need to parse a large file once per candidate delimiter.
  const top = Buffer.from(text.slice(0, MOST_RECORD_BYTES))
  return readAll(top, delimiter, () => false, limit)
}

/**
 * Reads every record with the number of the physical line it starts on. A quote that is never closed, or that
 * swallows the rows after it, costs its own line only. Throws MenuFormatError above 200,000 rows.
 */
export function readRecords(text: string, delimiter: string, isRow: RowTest): MenuRecord[] {
  return readAll(Buffer.from(text), delimiter, isRow, Number.POSITIVE_INFINITY)
}

function readAll(input: Buffer, delimiter: string, isRow: RowTest, limit: number): MenuRecord[] {
  const records: MenuRecord[] = []
  let position = skipBlankLines(input, { offset: 0, line: 1 })
  let repairs = 0
  while (position.offset < input.length && records.length < limit) {
    const quoted = repairs < MOST_REPAIRS
    position = readRun(input, position, { delimiter, isRow, limit, quoted }, records)
    if (position.offset >= input.length || records.length >= limit) break
    position = readPlainLine(input, position, delimiter, records)
    repairs += 1
  }
  return records
}

type Run = { delimiter: string; isRow: RowTest; limit: number; quoted: boolean }

const STOPPED = new Error('stopped at a record that cannot be trusted')

/** Reads on until the end or the first damaged record, and returns where that one starts. */
function readRun(input: Buffer, start: Position, run: Run, records: MenuRecord[]): Position {
  let position = start
  const rest = input.subarray(start.offset)
  const take = (fields: string[], end: number): undefined => {
    const raw = rest.subarray(position.offset - start.offset, end)
    if (run.quoted && swallowedRows(raw, fields, run)) throw STOPPED
    records.push({ line: position.line, fields, damaged: !run.quoted })
    if (records.length > MOST_RECORDS) throw tooManyRows()
    position = skipBlankLines(input, { offset: start.offset + end, line: position.line + countLines(raw) })
    if (records.length >= run.limit) throw STOPPED
  }
  try {
    parse(rest, {
      ...options(run.delimiter, run.quoted),
      on_record: (record, info) => take(record, info.bytes),
    })
  } catch (error) {
    if (error !== STOPPED && !(error instanceof CsvError)) throw error
    return position
  }
  return { offset: input.length, line: position.line }
}

function options(delimiter: string, quoted: boolean) {
  return {
    delimiter,
    record_delimiter: '\n',
    quote: quoted ? '"' : null,
    escape: quoted ? '"' : null,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    ltrim: true,
    max_record_size: MOST_RECORD_BYTES,
  }
}

function swallowedRows(raw: Buffer, fields: string[], run: Run): boolean {
  if (raw.indexOf(NEWLINE) < 0 || raw.indexOf(NEWLINE) >= raw.length - 1) return false
  const lines = raw.toString().trimEnd().split('\n')
  if (lines.length === 1) return false
  const alone = lines.map(line => line.split(run.delimiter))
  const rows = alone.filter(run.isRow).length
  // A text of several lines in the last column leaves a first line that looks whole; two such lines are two rows.
  if (rows > 1) return true
  return rows === 1 && !run.isRow(fields)
}

function readPlainLine(input: Buffer, at: Position, delimiter: string, records: MenuRecord[]): Position {
  const newline = input.indexOf(NEWLINE, at.offset)
  const end = newline < 0 ? input.length : newline + 1
  const line = input.subarray(at.offset, end).toString().replace(/\n$/, '')
  records.push({ line: at.line, fields: line.split(delimiter), damaged: true })
  if (records.length > MOST_RECORDS) throw tooManyRows()
  return skipBlankLines(input, { offset: end, line: at.line + 1 })
}

function skipBlankLines(input: Buffer, from: Position): Position {
  let { offset, line } = from
  while (input[offset] === NEWLINE) {
    offset += 1
    line += 1
  }
  return { offset, line }
}

function countLines(raw: Buffer): number {
  let lines = 0
  for (let at = raw.indexOf(NEWLINE); at >= 0; at = raw.indexOf(NEWLINE, at + 1)) lines += 1
  return lines
}

/** Refuses a table of more than 200,000 rows, the header not counted. */
export function limitRows(rows: unknown[]): void {
  if (rows.length > MOST_ROWS) throw tooManyRows()
}

function tooManyRows(): MenuFormatError {
  return new MenuFormatError(
    'too_many_rows',
    'The file has more than 200,000 rows; split it and import the parts.',
  )
}

import type { Hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { CsvError, type Info, parse } from 'csv-parse'
import { type FieldError, Problem } from '../platform/errors.ts'
import type { ProfileField } from '../tenancy/index.ts'
import { type Header, readHeader } from './columns.ts'
import { decodeUpload, notCsv } from './decode-upload.ts'
import { type ImportRow, readRow } from './read-row.ts'
import { SeenEmails } from './seen-emails.ts'

export const ROWS_MAX = 2_000_000
const RECORD_BYTES_MAX = 20_000

/** Why a line is not imported: which of its fields, and what about it. Never what it held. */
export interface Reject extends FieldError {
  line: number
}

export type ReadLine = { row: ImportRow } | { rejects: Reject[] }

export interface ReadFile {
  header: Header
  lines: AsyncGenerator<ReadLine>
}

interface Record {
  info: Info
  record: string[]
}

/**
 * Reads a file of members as it arrives: never more than a piece of it is in memory. Throws a 400 Problem for what is no
 * CSV in UTF-8 with an `email` column, a 413 one for too much of it; also in the middle.
 */
export async function readMembers(
  source: AsyncIterable<Buffer>,
  { hash, today, profileFields }: { hash: Hash; today: string; profileFields: readonly ProfileField[] },
): Promise<ReadFile> {
  const records = readRecords(source, hash)
  const first = await records.next()
  if (first.done) throw notCsv('it is empty')
  const header = readHeader(first.value.record, profileFields)
  return { header, lines: readLines(records, header, today) }
}

async function* readLines(
  records: AsyncGenerator<Record>,
  header: Header,
  today: string,
): AsyncGenerator<ReadLine> {
  const seen = new SeenEmails()
  let rows = 0
  for await (const { record, info } of records) {
    rows += 1
    if (rows > ROWS_MAX) throw tooManyRows()
    const line = info.lines
    const read = readRow(header, record, line, today)
    if ('errors' in read) yield { rejects: read.errors.map(error => ({ line, ...error })) }
    else if (seen.add(read.row.email)) {
      yield { rejects: [{ line, field: 'email', message: 'was there before in this file' }] }
    } else yield read
  }
}

async function* readRecords(source: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Record> {
  const { texts, delimiter } = await withDelimiter(decodeUpload(source, hash))
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: RECORD_BYTES_MAX,
  })
  const input = Readable.from(texts)
  // What goes wrong while it is read is thrown where the records are.
  input.on('error', error => parser.destroy(error))
  input.pipe(parser)
  try {
    yield* parser as AsyncIterable<Record>
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines } = error as CsvError & { lines?: number }
    throw notCsv(`line ${lines ?? '?'} has a quote that does not fit, or is too long`)
  } finally {
    input.destroy()
  }
}

const DELIMITERS = [',', ';', '\t']

/** Looks at the first line: what separates its columns separates all. */
async function withDelimiter(texts: AsyncGenerator<string>) {
  let top = ''
  while (!top.includes('\n') && top.length < RECORD_BYTES_MAX) {
    const next = await texts.next()
    if (next.done) break
    top += next.value
  }
  const line = top.split('\n', 1)[0] as string
  const count = (delimiter: string) => line.split(delimiter).length
  const delimiter = DELIMITERS.reduce((best, one) => (count(one) > count(best) ? one : best))
  async function* all() {
    yield top
    yield* texts
  }
  return { texts: all(), delimiter }
}

const tooManyRows = () =>
  new Problem(413, 'too_many_rows', 'This file has more than two million members', {
    detail: 'Split it, with the header in each part. Nothing was imported.',
  })

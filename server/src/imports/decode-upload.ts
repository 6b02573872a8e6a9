import type { Hash } from 'node:crypto'
import { Problem } from '../platform/errors.ts'

const FILE_BYTES_MAX = 200 * 1024 * 1024

const UTF_16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
]

/**
 * The text of an upload, piece by piece: nothing of it is kept. Throws a 400 Problem `not_utf8` that says in which line
 * and how to convert it, `not_csv` for binary data, a 413 one above 200 MB.
 */
export async function* decodeUpload(source: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isFirst = true
  let line = 1
  for await (const chunk of hashUpload(source, hash)) {
    if (isFirst && UTF_16.some(([a, b]) => chunk[0] === a && chunk[1] === b)) throw notUtf8('It is UTF-16.')
    isFirst = false
    const text = decode(decoder, chunk, line)
    line += newlinesIn(text)
    yield text
  }
  yield decode(decoder, undefined, line)
}

/** The bytes of an upload, hashed as they pass. Throws a 413 Problem above 200 MB. */
export async function* hashUpload(source: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const chunk of source) {
    bytes += chunk.length
    refuseTooLarge(bytes)
    hash.update(chunk)
    yield chunk
  }
}

/** Throws the 413 Problem for a file of more than 200 MB. */
export function refuseTooLarge(bytes: number): void {
  if (bytes > FILE_BYTES_MAX) throw tooLarge()
}

function decode(decoder: TextDecoder, chunk: Buffer | undefined, line: number): string {
  let text: string
  try {
    text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    const until = chunk ? (chunk.toString('utf8').split('\ufffd', 1)[0] as string) : ''
    throw notUtf8(
      `Line ${line + newlinesIn(until)} holds a byte that is none; it looks like Latin-1 (Windows-1252).`,
    )
  }
  if (text.includes('\0')) throw notCsv('it holds binary data')
  return text
}

const newlinesIn = (text: string) => text.split('\n').length - 1

const notUtf8 = (what: string) =>
  new Problem(400, 'not_utf8', 'This file is not UTF-8', {
    detail: `${what} Save it as "CSV UTF-8", or convert it: iconv -f WINDOWS-1252 -t UTF-8 old.csv > new.csv. Nothing was imported.`,
  })

/** Whatever it is, it is no table of text. */
export const notCsv = (why: string) =>
  new Problem(400, 'not_csv', 'This is not a CSV file', {
    detail: `It cannot be read: ${why}. Nothing was imported.`,
  })

const tooLarge = () =>
  new Problem(413, 'too_large', 'This file is larger than 200 MB', {
    detail: 'The limit is 209,715,200 bytes. Split it, with the header in each part. Nothing was imported.',
  })

import { once } from 'node:events'
import type { ReadStream } from 'node:fs'
import { CsvError, parse } from 'csv-parse'
import { Problem } from '../../platform/errors.ts'
import { parseCode, typedForm } from '../../scanning/index.ts'

export interface PrintedCode {
  /** XXXX-XXXX-XXXX-XXXX-C */
  typed: string
  serial: number
  url: string
}

const COLUMNS = ['code', 'serial', 'url']
const WITH_PIN = [...COLUMNS, 'pin']

const notCodes = (detail: string) =>
  new Problem(400, 'not_codes_csv', 'This is not the CSV of a batch', {
    detail: `${detail} \`codes create\` and the console's download give it, with the columns code, serial, url.`,
  })

/** The codes of a batch's CSV as it is read, in its order. Throws a Problem at the first line that is not one. */
export async function* readCodes(file: ReadStream): AsyncGenerator<PrintedCode> {
  const lines = parse({ bom: true, max_record_size: 4_096, skip_empty_lines: true })
  file.once('error', error => lines.destroy(error)).pipe(lines)
  let line = 0
  try {
    for await (const cells of lines as AsyncIterable<string[]>) {
      line++
      if (line === 1) requireColumns(cells)
      else yield readCode(cells, line)
    }
  } catch (error) {
    throw error instanceof CsvError ? notCodes(`Line ${line + 1}: ${error.message}.`) : error
  } finally {
    file.destroy()
    if (!file.closed) await once(file, 'close')
  }
  if (line <= 1) throw notCodes('It holds no code.')
}

function requireColumns(cells: string[]): void {
  const found = cells.join()
  if (found === COLUMNS.join() || found === WITH_PIN.join()) return
  throw notCodes('Its first line does not name the columns.')
}

function readCode([code = '', serial = '', url = '']: string[], line: number): PrintedCode {
  if (parseCode(code) !== code) throw notCodes(`Line ${line} has no code.`)
  if (!/^[1-9]\d{0,6}$/.test(serial)) throw notCodes(`Line ${line} has no serial.`)
  if (!URL.canParse(url) || !url.endsWith(`/s/${code}`))
    throw notCodes(`Line ${line}: the address is not that of the code.`)
  return { typed: typedForm(code), serial: Number(serial), url }
}

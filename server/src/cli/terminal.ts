import { stderr, stdout } from 'node:process'
import { styleText } from 'node:util'

const COLUMNS_UNKNOWN = 80
const COLUMNS_MAX = 120

type Style = Parameters<typeof styleText>[0]

let isReaderGone = false
stdout.on('error', (error: NodeJS.ErrnoException) => {
  isReaderGone = true
  // A reader that has seen enough (`| head`) is no failure; a full disk is.
  if (error.code === 'EPIPE') return
  remark(`The result cannot be written: ${error.message}`)
  process.exitCode = 1
})
stderr.on('error', () => {})

/** How wide a table may be. */
export const columns = () => Math.min(stdout.columns ?? COLUMNS_UNKNOWN, COLUMNS_MAX)

/** Whether a person reads along; a pipe gets one line for each thing, unbroken. */
export const isTerminal = () => stdout.isTTY === true

/** Text with a colour, where standard output is a terminal and NO_COLOR is not set. */
export const styled = (style: Style, text: string) => styleText(style, text, { stream: stdout })

/** Text from a file or the database without characters that steer a terminal. */
export const harmless = (text: string) => text.replace(/\p{Cc}/gu, ' ')

/** Writes a line of the result to standard output. */
export function say(line = ''): void {
  if (!isReaderGone) stdout.write(`${line}\n`)
}

/** Writes a line about the work to standard error, so that the result stays clean. */
export function remark(line: string): void {
  stderr.write(`${line}\n`)
}

/** Writes the whole result as one JSON document. */
export function sayJson(value: unknown): void {
  say(JSON.stringify(value, null, 2))
}

/** Writes to standard output at the reader's speed. Answers false when the reader has gone. */
export async function pour(text: string): Promise<boolean> {
  const error = await new Promise(resolve => stdout.write(text, resolve))
  return !error && !isReaderGone
}

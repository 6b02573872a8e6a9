import { MenuFormatError } from './menu-format-error.ts'

const MOST_BYTES = 50 * 1024 * 1024

const KNOWN_FILES: [string, Buffer][] = [
  ['a PDF', Buffer.from('%PDF')],
  ['a spreadsheet or zip archive', Buffer.from([0x50, 0x4b, 0x03, 0x04])],
  ['an old Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0])],
  ['a gzip archive', Buffer.from([0x1f, 0x8b])],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ['a picture', Buffer.from([0xff, 0xd8, 0xff])],
  ['a rich text document', Buffer.from('{\\rtf')],
]

export type MenuText = { text: string; encoding: 'utf-8' | 'utf-16' | 'windows-1252' }

/**
 * Turns the bytes of a menu into text with `\n` line ends, whatever program wrote them; throws
 * MenuFormatError when they are too many or cannot be a table of text.
 */
export function decodeMenu(input: Buffer): MenuText {
  if (input.length > MOST_BYTES) {
    throw new MenuFormatError(
      'too_large',
      'The file is larger than 50 MB; split the menu and import the parts.',
    )
  }
  const known = KNOWN_FILES.find(([, magic]) => input.subarray(0, magic.length).equals(magic))
  if (known) throw notCsv(`it is ${known[0]}`)
  const { text, encoding } = decode(input)
  refuseOtherText(text)
  // A line of nothing but spaces is a blank line, and is skipped as one.
  return { text: text.replace(/\r\n?/g, '\n').replace(/^[^\S\n]+$/gm, ''), encoding }
}

function decode(input: Buffer): MenuText {
  if (input[0] === 0xff && input[1] === 0xfe) return { text: read('utf-16le', input), encoding: 'utf-16' }
  if (input[0] === 0xfe && input[1] === 0xff) return { text: read('utf-16be', input), encoding: 'utf-16' }
  const text = read('utf-8', input)
  const unreadable = text.match(/\ufffd/g)?.length ?? 0
  const accented = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0
  // One broken byte in a UTF-8 file must not garble every accent in it; a Latin-1 file has hardly anything else.
  if (unreadable <= accented) return { text, encoding: 'utf-8' }
  return { text: read('windows-1252', input), encoding: 'windows-1252' }
}

function read(encoding: string, input: Buffer): string {
  return new TextDecoder(encoding).decode(input)
}

function refuseOtherText(text: string): void {
  if (text.includes('\0')) throw notCsv('it holds binary data')
  const start = text.slice(0, 2_000)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary from text
  const controls = start.match(/[\x01-\x08\x0e-\x1f]/g)?.length ?? 0
  if (controls * 50 > start.length) throw notCsv('it holds binary data')
  if (/^\s*<(?:!doctype|!--|html|head|body|table|\?xml|[a-z]+[\s>])/i.test(start)) {
    throw notCsv('it is a web page or XML')
  }
  if (/^\s*(?:\{\s*(?:"|\})|\[\s*(?:[{["\]]|-?\d))/.test(start)) throw notCsv('it is JSON')
}

function notCsv(reason: string): MenuFormatError {
  return new MenuFormatError(
    'not_csv',
    `This is not a CSV file: ${reason}. Export the menu as CSV (one product per line, with a header) and try again.`,
  )
}

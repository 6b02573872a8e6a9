/** A UTF-16 unit becomes at most so many bytes of JSON: an escaped control character. */
const BYTES_A_UNIT_MAX = 6

const jsonBytes = (text: string) => Buffer.byteLength(JSON.stringify(text)) - 2

/** The text, cut after the last whole character with which it takes at most so many bytes of JSON. */
export function fitText(text: string, bytesMax: number): string {
  if (text.length * BYTES_A_UNIT_MAX <= bytesMax || jsonBytes(text) <= bytesMax) return text
  let fitting = ''
  let bytes = 0
  for (const character of text) {
    bytes += jsonBytes(character)
    if (bytes > bytesMax) break
    fitting += character
  }
  return fitting
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const checkAlphabet = `${alphabet}*~$=U`
const codeLength = 16

export type TypedCode =
  | { kind: 'complete'; code: string }
  | { kind: 'incomplete'; typed: number }
  | { kind: 'foreign_character'; character: string }
  | { kind: 'wrong_check' }
  | { kind: 'too_long' }

/** What a person typed or pasted, as the server writes codes; a check character is verified where there is one. */
export function readTypedCode(text: string): TypedCode {
  const characters = normalise(text)
  const body = characters.slice(0, codeLength)
  const foreign = [...body].find(character => !alphabet.includes(character))
  if (foreign) return { kind: 'foreign_character', character: foreign }
  if (characters.length > codeLength + 1) return { kind: 'too_long' }
  if (body.length < codeLength) return { kind: 'incomplete', typed: body.length }
  const check = characters[codeLength]
  if (check === undefined) return { kind: 'complete', code: body }
  if (!checkAlphabet.includes(check)) return { kind: 'foreign_character', character: check }
  return check === checkCharacter(body) ? { kind: 'complete', code: body } : { kind: 'wrong_check' }
}

/** The check character of a code of 16 characters: its 80-bit value modulo 37. */
export function checkCharacter(code: string): string {
  let remainder = 0
  for (const character of code) remainder = (remainder * 32 + alphabet.indexOf(character)) % 37
  return checkAlphabet.charAt(remainder)
}

/** The code in the groups in which it is printed, as far as it is typed. */
export function groupCode(text: string): string {
  const characters = normalise(text).slice(0, codeLength + 1)
  return (characters.match(/.{1,4}/g) ?? []).join('-')
}

/** The code as printed on the pack, check character included. */
export const printedCode = (code: string) => groupCode(code + checkCharacter(code))

function normalise(text: string): string {
  const pasted = /\/s\/([^/?#\s]+)/i.exec(text)?.[1]
  const typed = pasted ? decodeUrl(pasted) : text
  return typed
    .toUpperCase()
    .replace(/[\s\-–—_.]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0')
}

function decodeUrl(part: string) {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

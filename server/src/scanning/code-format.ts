import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Crockford's check alphabet: the value modulo 37. */
const CHECK_ALPHABET = `${ALPHABET}*~$=U`
const LENGTH = 16

/** A new code: 16 characters of Crockford base32, 80 random bits. */
export function randomCode(): string {
  let bits = BigInt(`0x${randomBytes(10).toString('hex')}`)
  let code = ''
  for (let i = 0; i < LENGTH; i++) {
    code = ALPHABET[Number(bits & 31n)] + code
    bits >>= 5n
  }
  return code
}

/** Crockford's check character of a code in canonical form. */
export function checkCharacter(code: string): string {
  const remainder = [...code].reduce((value, char) => (value * 32 + ALPHABET.indexOf(char)) % 37, 0)
  return CHECK_ALPHABET[remainder] as string
}

/** The form that people type: XXXX-XXXX-XXXX-XXXX-C. */
export function typedForm(code: string): string {
  return `${code.match(/.{4}/g)?.join('-')}-${checkCharacter(code)}`
}

/**
 * Reads a code as people type it: any case, with or without hyphens, spaces and the check character, I and L as 1,
 * O as 0. Answers the 16 canonical characters, or null when it is not a code or its check character is wrong.
 */
export function parseCode(text: string): string | null {
  if (text.length > 64) return null
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
  const code = plain.slice(0, LENGTH)
  if (code.length < LENGTH || [...code].some(char => !ALPHABET.includes(char))) return null
  const check = plain.slice(LENGTH)
  return check === '' || check === checkCharacter(code) ? code : null
}

import { randomInt } from 'node:crypto'
import { type FieldError, invalid } from '../platform/errors.ts'

const LENGTH_MIN = 12
export const PASSWORD_LENGTH_MAX = 200
/** How many different characters a password must have besides what anybody would guess. */
const OTHERS_MIN = 6

/** What the passwords that are tried first are made of. */
const COMMON = [
  ...[
    'password',
    'passwort',
    'passw0rd',
    'p@ssw0rd',
    'p@ssword',
    'letmein',
    'welcome',
    'iloveyou',
    'changeme',
  ],
  ...[
    'qwertyuiop',
    'qwerty',
    'qwertz',
    'azerty',
    'asdfghjkl',
    'zxcvbnm',
    '1qaz2wsx3edc',
    '1q2w3e4r5t6y',
    '1q2w3e4r',
  ],
  ...['abcdefghijkl', 'abc123', '1234567890', '0987654321', '123456', '654321', '123123', '111111', '000000'],
  ...['football', 'baseball', 'superman', 'dragon', 'monkey', 'sunshine', 'princess', 'trustno1', 'starwars'],
  ...['administrator', 'admin', 'master', 'secret', 'login', 'cannabis', 'loyalty', 'operator', 'synergy'],
]

/** What others know of an operator, and so no part of a good password. */
export interface KnownOfOperator {
  email: string
  name: string
  brand: { slug: string; name: string }
}

/** Throws a 400 Problem that names `field` when a password is too short, too long or easy to guess. */
export function checkNewPassword(password: string, known: KnownOfOperator, field: string): void {
  const refuse = (message: FieldError['message']) => invalid([{ field, message }])
  const length = [...password].length
  if (length < LENGTH_MIN) throw refuse(`must have at least ${LENGTH_MIN} characters`)
  if (length > PASSWORD_LENGTH_MAX) throw refuse(`must have at most ${PASSWORD_LENGTH_MAX} characters`)
  if (new Set(withoutGuesses(password, known)).size < OTHERS_MIN) {
    throw refuse('is easy to guess: little more than common words, your name, your e-mail or the brand')
  }
}

function withoutGuesses(password: string, { email, name, brand }: KnownOfOperator): string {
  const own = [email, ...[email, name, brand.name, brand.slug].flatMap(text => text.split(/[\s@.+_-]+/))]
    .map(word => word.toLowerCase())
    .filter(word => word.length >= 3)
    .sort((a, b) => b.length - a.length)
  return [...own, ...COMMON].reduce((rest, word) => rest.replaceAll(word, ''), password.toLowerCase())
}

const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'

/** A password of 99 random bits, in groups that can be read out. */
export function generatePassword(): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

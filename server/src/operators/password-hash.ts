import { argon2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { overloaded } from '../platform/errors.ts'
import { sameBytes } from '../platform/keys.ts'

interface Cost {
  memoryKib: number
  passes: number
  lanes: number
}

/** OWASP's recommendation for argon2id. Raise it here: a hash of less is made anew at its next sign-in. */
const COST: Cost = { memoryKib: 19_456, passes: 2, lanes: 1 }
const TAG_BYTES = 32
const SALT_BYTES = 16

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

/** Each takes 19 MiB and a thread of four that the whole process shares: more at once would slow everything else. */
const AT_ONCE = 2
const WAITING_MAX = 100
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) running++
  else if (waiting.length < WAITING_MAX) await new Promise<void>(resolve => waiting.push(resolve))
  else throw overloaded()
  try {
    return await work()
  } finally {
    // The turn is handed on, so nobody can slip in between.
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

const digest = promisify(argon2)

/** One password, however the keyboard composed its letters. */
const bytesOf = (password: string) => Buffer.from(password.normalize('NFKC'))

const derive = (password: string, salt: Buffer, cost: Cost, tagBytes: number): Promise<Buffer> =>
  inTurn(() =>
    digest('argon2id', {
      message: bytesOf(password),
      nonce: salt,
      memory: cost.memoryKib,
      passes: cost.passes,
      parallelism: cost.lanes,
      tagLength: tagBytes,
    }),
  )

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

const phc = (cost: Cost, salt: Buffer, tag: Buffer) =>
  `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=${cost.lanes}$${base64(salt)}$${base64(tag)}`

/** The argon2id hash of a password in PHC form, its cost included. Throws a 503 Problem when too many wait. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  return phc(COST, salt, await derive(password, salt, COST, TAG_BYTES))
}

/** What nobody's password has: checking against it takes as long as against somebody's. */
const NOBODYS = phc(COST, Buffer.alloc(SALT_BYTES), Buffer.alloc(TAG_BYTES))

/** Whether the password is the one of the hash; undefined stands for nobody's, and takes the same time. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const { cost, salt, tag } = parse(hash ?? NOBODYS)
  return sameBytes(await derive(password, salt, cost, tag.length), tag) && hash !== undefined
}

/** Whether a hash was made at another cost than today's. */
export function isOutdated(hash: string): boolean {
  const { cost } = parse(hash)
  return cost.memoryKib !== COST.memoryKib || cost.passes !== COST.passes || cost.lanes !== COST.lanes
}

function parse(hash: string) {
  const parts = PHC.exec(hash)
  if (!parts) throw new Error('A stored password hash is not argon2id in PHC form')
  const [, memory, passes, lanes, salt, tag] = parts as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  return {
    cost: { memoryKib: Number(memory), passes: Number(passes), lanes: Number(lanes) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

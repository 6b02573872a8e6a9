import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from './errors.ts'

/** What a key is used for; each purpose has a key of its own, derived from the ring's key (HKDF-SHA-256). */
export type Purpose =
  | 'code'
  | 'access-token'
  | 'cookie'
  | 'seal'
  | 'mailed-token'
  | 'database-role'
  | 'audit'
  | 'trait'
  | 'voucher'

interface Ring {
  current: string
  keys: Record<string, string>
}

export interface Sealed {
  keyId: string
  sealed: Buffer
}

export interface Keys {
  currentId: string
  ids: string[]
  derive(purpose: Purpose, keyId?: string): Buffer
  hmac(purpose: Purpose, text: string, keyId?: string): Buffer
  /** AES-256-GCM; `context` is authenticated, so that a sealed value cannot be moved to another row. */
  seal(plain: string, context: string): Sealed
  /** Throws when the value was not sealed with this ring and context. */
  open(value: Sealed, context: string): string
}

function parseRing(text: string, origin: string): Ring {
  let ring: Ring
  try {
    ring = JSON.parse(text)
  } catch (cause) {
    throw new SetupError(`${origin} is not JSON of the form {"current": "k1", "keys": {"k1": "<base64>"}}.`, {
      cause,
    })
  }
  if (!ring?.keys || typeof ring.keys[ring.current] !== 'string') {
    throw new SetupError(`${origin} has no key named by "current".`)
  }
  for (const [id, key] of Object.entries(ring.keys)) {
    const bytes = Buffer.from(key, 'base64')
    if (bytes.length < 32 || new Set(bytes).size < 8) {
      throw new SetupError(`${origin}: key ${id} is too short or not random; use 32 random bytes in base64.`)
    }
  }
  return ring
}

function readOrMakeRing(dataDir: string): Ring {
  const file = join(dataDir, 'keys.json')
  if (existsSync(file)) return parseRing(readFileSync(file, 'utf8'), file)
  const ring: Ring = { current: 'k1', keys: { k1: randomBytes(32).toString('base64') } }
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, `${JSON.stringify(ring, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  chmodSync(file, 0o600)
  return ring
}

/** Opens the key ring: from the setting KEYS, else from `<dataDir>/keys.json`, which is made once with mode 0600. */
export function openKeys(setting: string | undefined, dataDir: string): Keys {
  const ring = setting ? parseRing(setting, 'KEYS') : readOrMakeRing(dataDir)
  const derived = new Map<string, Buffer>()

  function derive(purpose: Purpose, keyId = ring.current): Buffer {
    const name = `${keyId}/${purpose}`
    let key = derived.get(name)
    if (!key) {
      const master = ring.keys[keyId]
      if (!master) throw new SetupError(`The key ring has no key ${keyId}; old keys must stay in it.`)
      key = Buffer.from(hkdfSync('sha256', Buffer.from(master, 'base64'), '', `synergy/${purpose}`, 32))
      derived.set(name, key)
    }
    return key
  }

  return {
    currentId: ring.current,
    ids: Object.keys(ring.keys),
    derive,
    hmac: (purpose, text, keyId) => createHmac('sha256', derive(purpose, keyId)).update(text).digest(),
    seal(plain, context) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', derive('seal'), nonce).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return { keyId: ring.current, sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]) }
    },
    open({ keyId, sealed }, context) {
      const decipher = createDecipheriv('aes-256-gcm', derive('seal', keyId), sealed.subarray(0, 12))
      decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(12, 28))
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}

/** Compares in a time that does not depend on where the bytes differ. */
export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

import { createHash } from 'node:crypto'

const FIRST_SLOTS = 1 << 16
const FULLEST = 0.6

/**
 * Tells whether an e-mail was there before in the same file, in 8 bytes for each: two million take 64 MB. By 64 bits of a
 * hash, so that among two million the chance that a wrong one is refused is one in ten million.
 */
export class SeenEmails {
  #slots = new BigUint64Array(FIRST_SLOTS)
  #count = 0

  /** Notes an e-mail. Answers whether it was there before. */
  add(email: string): boolean {
    const hash = createHash('sha256').update(email).digest().readBigUInt64LE() || 1n
    if (this.#count > this.#slots.length * FULLEST) this.#grow()
    if (!place(this.#slots, hash)) return true
    this.#count += 1
    return false
  }

  #grow() {
    const larger = new BigUint64Array(this.#slots.length * 2)
    for (const hash of this.#slots) if (hash !== 0n) place(larger, hash)
    this.#slots = larger
  }
}

/** Puts a hash into the first free slot from its own on. Answers false when it is there already. */
function place(slots: BigUint64Array, hash: bigint): boolean {
  const mask = slots.length - 1
  let slot = Number(hash & BigInt(mask))
  while (slots[slot] !== 0n) {
    if (slots[slot] === hash) return false
    slot = (slot + 1) & mask
  }
  slots[slot] = hash
  return true
}

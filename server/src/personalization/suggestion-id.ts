import { createHmac } from 'node:crypto'
import { sameBytes } from '../platform/keys.ts'
import { type Brand, SUGGESTION_KINDS, type SuggestionKind } from '../tenancy/index.ts'

/** What a suggestion is about: a member has at most one of a kind and subject. */
export interface SuggestionName {
  kind: SuggestionKind
  /** Such as an achievement's key; empty where the kind says it all. */
  subject: string
}

const FORM = /^([a-z_]+)\.([a-z0-9_-]{0,60})\.([A-Za-z0-9_-]{16})$/
const HASH_BYTES = 12

type HashKey = Pick<Brand, 'memberHashKey'>

/**
 * What a member's suggestion is known by: the same whenever it is shown, another for every member. It carries its name,
 * so that a response is understood when the suggestion itself is long over.
 */
export function suggestionId(brand: HashKey, memberId: string, { kind, subject }: SuggestionName): string {
  return `${kind}.${subject}.${hashOf(brand, memberId, { kind, subject }).toString('base64url')}`
}

/** The suggestion of an id; undefined for what was never made for this member. */
export function readSuggestionId(brand: HashKey, memberId: string, id: string): SuggestionName | undefined {
  const [, word, subject = '', hash = ''] = FORM.exec(id) ?? []
  const kind = SUGGESTION_KINDS.find(known => known === word)
  if (!kind) return undefined
  const isOurs = sameBytes(Buffer.from(hash, 'base64url'), hashOf(brand, memberId, { kind, subject }))
  return isOurs ? { kind, subject } : undefined
}

const hashOf = ({ memberHashKey }: HashKey, memberId: string, { kind, subject }: SuggestionName) =>
  createHmac('sha256', memberHashKey)
    .update(`suggestion:${memberId}:${kind}:${subject}`)
    .digest()
    .subarray(0, HASH_BYTES)

import { createHmac } from 'node:crypto'
import type { Brand } from '../tenancy/index.ts'

/** What a member sees: the personal order, or that of everybody who is held out so that the difference can be measured. */
export const VARIANTS = ['personal', 'hold_out'] as const
export type Variant = (typeof VARIANTS)[number]

/**
 * The variant of a member, the same for ever. A larger share adds members to those held out and lets nobody go; a
 * smaller one lets some go and adds nobody.
 */
export function variantOf(
  { memberHashKey, settings }: Pick<Brand, 'memberHashKey' | 'settings'>,
  memberId: string,
): Variant {
  const hash = createHmac('sha256', memberHashKey).update(`hold_out:${memberId}`).digest()
  return hash.readUInt32BE() < (settings.personalization.hold_out_percent / 100) * 2 ** 32
    ? 'hold_out'
    : 'personal'
}

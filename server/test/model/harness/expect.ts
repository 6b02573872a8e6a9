import type { Brand } from '../reference/brand.ts'
import { adjust, returnPack, review } from '../reference/correct.ts'
import { noteRefused } from '../reference/disputes.ts'
import { beginReferral } from '../reference/friends.ts'
import { COMMON_HOME, type Hold, type Member, newMember } from '../reference/member.ts'
import { isNewResponse } from '../reference/people.ts'
import { countWrongPin, type Pin } from '../reference/pins.ts'
import { confirm } from '../reference/rewards.ts'
import { claim, refusal, verdictFor } from '../reference/scan.ts'
import { asSettled, settle } from '../reference/time.ts'
import { Deeds, NOT_FOUND } from './deeds.ts'
import type { Evidence, Remembered } from './evidence.ts'
import type { Asked } from './record.ts'

export const nameOfEmail = (email: string): string => email.split('@')[0] as string

/** What the model is asked about requests: the same questions that the server was asked. */
export class Expectations {
  readonly brand: Brand
  readonly #evidence: Evidence
  /** The model's number of each action. */
  readonly #actions = new Map<string, number>()
  /** Codes with those to whom the credit of a scan was decided, which is done once. */
  readonly #credited = new Set<string>()

  readonly deeds: Deeds

  constructor(brand: Brand, evidence: Evidence) {
    this.brand = brand
    this.#evidence = evidence
    this.deeds = new Deeds(brand, evidence, this.#actions)
  }

  /** The batch whose state decides about a request. */
  batchOf(asked: Asked): number | undefined {
    if (asked.do === 'consume') return this.brand.codes.get(this.#claimedCode.get(asked.op) ?? '')?.batch
    if (asked.do === 'settle') return this.brand.codes.get(asked.code)?.batch
    const isOfCode = asked.do === 'scan' || asked.do === 'guess' || asked.do === 'claim'
    return isOfCode ? this.brand.codes.get(asked.code)?.batch : undefined
  }

  /** What a request would be answered now if it changed nothing; null when it would change something. */
  refusalOf(asked: Asked): unknown {
    const { brand } = this
    switch (asked.do) {
      case 'scan':
        return this.#scanRefusal(this.#member(asked.member), asked.code, asked.pin)
      case 'claim': {
        const verdict = this.#claimVerdict(asked.code)
        return verdict === 'claimed' ? null : { status: 409, code: verdict }
      }
      case 'consume': {
        const claimed = this.#claimedCode.get(asked.op)
        const member = brand.members.get(nameOfEmail(asked.email))
        return member && claimed !== undefined ? this.#scanRefusal(member, claimed, 'proved') : null
      }
      case 'adjust':
        return asSettled(brand, asked.member, () => this.#adjustRefusal(asked))
      case 'return': {
        const code = brand.codes.get(asked.code)
        if (code?.claimedBy && this.#member(code.claimedBy).isErased)
          return { status: 409, code: 'member_erased' }
        return code?.state === 'claimed' ? null : { status: 409, code: 'not_claimed' }
      }
      case 'batch':
      case 'guess':
        return null
      case 'review': {
        const { member, hold } = this.#hold(asked.hold)
        if (member.isErased) return NOT_FOUND
        return hold.state === 'held' ? null : { status: 409, code: 'hold_is_over' }
      }
      default:
        return this.deeds.refusalOf(asked)
    }
  }

  /** Whether who asks has left: no request of theirs is heard any more. */
  isGone(asked: Asked): boolean {
    if (asked.do === 'adjust' || asked.do === 'erase' || !('member' in asked)) return false
    return this.#member(asked.member).isErased
  }

  /** The e-mail is confirmed by now. */
  confirm(name: string): void {
    confirm(this.brand, this.#member(name))
  }

  /** Lets time do its work on an account. */
  settle(name: string): void {
    const member = this.brand.members.get(name)
    if (member) settle(this.brand, member)
  }

  isPending(friend: string): boolean {
    return this.brand.referrals.every(one => one.friend !== friend || one.state === 'pending')
  }

  isConfirmed(name: string): boolean {
    return this.#member(name).confirmed
  }

  /** Whether nobody said this about the suggestion today. */
  isNewResponse({ member, card, response }: { member: string; card: string; response: string }): boolean {
    return isNewResponse(this.brand, this.#member(member), card, response)
  }

  /** Somebody was told that another has the code, which may be disputed from the next phase on. */
  noteRefused(asked: Asked): void {
    const name = asked.do === 'consume' ? nameOfEmail(asked.email) : 'member' in asked ? asked.member : ''
    const code = asked.do === 'consume' ? this.#claimedCode.get(asked.op) : 'code' in asked ? asked.code : ''
    noteRefused(this.brand, this.#member(name), code ?? '')
  }

  readonly #claimedCode = new Map<string, string>()

  /** Remembers which code a claim's link carries. */
  carries(op: string, code: string): void {
    this.#claimedCode.set(op, code)
  }

  #scanRefusal(member: Member, code: string, pin: Pin | 'proved'): unknown {
    const verdict = verdictFor(this.brand, member, code, pin)
    // A wrong PIN changes something: it is counted.
    return verdict === 'claimed' || verdict === 'pin_wrong' ? null : refusal(this.brand, member, verdict)
  }

  #adjustRefusal({ member: name, points, countsForRank }: Asked & { do: 'adjust' }): unknown {
    const { balance, lifetime, isErased } = this.#member(name)
    if (isErased) return NOT_FOUND
    const most = countsForRank ? Math.min(balance, lifetime) : balance
    return -points > most ? { status: 409, code: 'not_enough_points' } : null
  }

  /** Newcomers are asked for a PIN last: nothing of theirs is remembered before. */
  #claimVerdict(code: string): string {
    const verdict = verdictFor(this.brand, null, code, 'proved')
    return verdict === 'claimed' ? verdictFor(this.brand, null, code, 'none') : verdict
  }

  /** Whether a code's state speaks against a scan that took it. */
  wouldRefuse(asked: Asked): boolean {
    if (asked.do === 'claim') return this.#claimVerdict(asked.code) !== 'claimed'
    const isOfCode = asked.do === 'scan' || asked.do === 'consume' || asked.do === 'settle'
    return isOfCode && this.refusalOf(asked) !== null
  }

  /** Does what the server did as this action, and answers what the model says about it. */
  effectOf(asked: Asked, actionId: string): unknown {
    const { brand } = this
    const answer = this.#effect(asked)
    this.#actions.set(actionId, this.deeds.movedIn(asked) ?? brand.actions)
    return answer
  }

  #effect(asked: Asked): unknown {
    const { brand } = this
    switch (asked.do) {
      case 'scan':
        return this.#claim(this.#member(asked.member), asked.code, asked.pin)
      case 'guess':
        return this.#guess(asked)
      case 'claim':
        return this.#claim(this.#enrol(asked), asked.code)
      case 'consume': {
        const code = this.#claimedCode.get(asked.op) as string
        return this.#claim(this.#member(nameOfEmail(asked.email)), code)
      }
      case 'adjust': {
        const member = this.#member(asked.member)
        settle(brand, member)
        return adjust(brand, member, asked)
      }
      case 'return': {
        const claimedBy = brand.codes.get(asked.code)?.claimedBy
        if (!claimedBy) return this.refusalOf(asked)
        settle(brand, this.#member(claimedBy))
        return this.refusalOf(asked) ?? returnPack(brand, asked.code, asked.leave)
      }
      case 'batch':
        throw new Error('a batch changes without an action')
      case 'review': {
        const { member, hold } = this.#hold(asked.hold)
        settle(brand, member)
        return review(brand, member, hold, asked.verdict)
      }
      default:
        return this.deeds.effectOf(asked)
    }
  }

  /** Credits a scan of a code that was not active then; nothing where it cannot be claimed now. */
  credit({ member: name, code, actionId }: Remembered): void {
    const member = this.#member(name)
    const once = `${code} ${name}`
    if (member.isErased || this.#credited.has(once) || this.brand.codes.get(code)?.state === 'claimed') return
    const verdict = verdictFor(this.brand, member, code, 'proved')
    if (verdict === 'inactive') return
    this.#credited.add(once)
    if (verdict !== 'claimed') return
    this.#claim(member, code)
    if (actionId) this.#actions.set(actionId, this.brand.actions)
  }

  #guess({ member: name, code: text, pin }: Asked & { do: 'guess' }): unknown {
    const { brand } = this
    const member = this.#member(name)
    const verdict = verdictFor(brand, member, text, pin)
    const code = brand.codes.get(text)
    if (verdict === 'pin_wrong' && code) countWrongPin(code, brand.now)
    return refusal(brand, member, verdict)
  }

  #claim(member: Member, code: string, pin: Pin | 'proved' = 'proved'): unknown {
    const { brand } = this
    const refused = this.#scanRefusal(member, code, pin)
    if (refused) return refused
    if (verdictFor(brand, member, code, pin) === 'pin_wrong') return refusal(brand, member, 'pin_wrong')
    settle(brand, member)
    return claim(brand, member, code)
  }

  #enrol({ email, consent, friendOf }: Asked & { do: 'claim' }): Member {
    const { brand } = this
    const name = nameOfEmail(email)
    const rankKey = brand.ladder.ranks[0]?.key as string
    const home = friendOf?.doubt === 'referrers_address' ? COMMON_HOME : name
    const member = {
      ...newMember({ name, consent, createdAt: brand.now, confirmed: false, rankKey }),
      home,
      isHomeNoted: true,
    }
    brand.members.set(name, member)
    if (friendOf) beginReferral(brand, { friend: name, ...friendOf })
    return member
  }

  #member(name: string): Member {
    const member = this.brand.members.get(name)
    if (!member) throw new Error(`the model knows no member ${name}`)
    return member
  }

  #hold(id: string): { member: Member; hold: Hold } {
    const found = this.#evidence.holds.get(id)
    const member = this.#member(found?.member ?? '')
    const action = this.#actions.get(found?.actionId ?? '')
    const hold = member.holds.filter(one => one.action === action)[found?.nth ?? 0]
    if (!hold) throw new Error(`the model holds nothing of the action ${found?.actionId}`)
    return { member, hold }
  }
}

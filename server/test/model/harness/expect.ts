import type { Brand } from '../reference/brand.ts'
import { adjust, returnPack, review } from '../reference/correct.ts'
import { type Hold, type Member, newMember } from '../reference/member.ts'
import { claim, refusal, verdictFor } from '../reference/scan.ts'
import { settle } from '../reference/time.ts'
import type { Evidence, Remembered } from './evidence.ts'
import type { Asked } from './record.ts'

export const nameOfEmail = (email: string): string => email.split('@')[0] as string

/** What the model is asked about requests: the same questions that the server was asked. */
export class Expectations {
  readonly brand: Brand
  readonly #evidence: Evidence
  /** The model's number of each action. */
  readonly #actions = new Map<string, number>()

  constructor(brand: Brand, evidence: Evidence) {
    this.brand = brand
    this.#evidence = evidence
  }

  /** The batch whose state decides about a request. */
  batchOf(asked: Asked): number | undefined {
    if (asked.do === 'consume') return this.brand.codes.get(this.#claimedCode.get(asked.op) ?? '')?.batch
    return asked.do === 'scan' || asked.do === 'claim' ? this.brand.codes.get(asked.code)?.batch : undefined
  }

  /** What a request would be answered now if it changed nothing; null when it would change something. */
  refusalOf(asked: Asked): unknown {
    const { brand } = this
    switch (asked.do) {
      case 'scan':
        return this.#scanRefusal(this.#member(asked.member), asked.code)
      case 'claim': {
        const verdict = verdictFor(brand, null, asked.code)
        return verdict === 'claimed' ? null : { status: 409, code: verdict }
      }
      case 'consume': {
        const claimed = this.#claimedCode.get(asked.op)
        const member = brand.members.get(nameOfEmail(asked.email))
        return member && claimed !== undefined ? this.#scanRefusal(member, claimed) : null
      }
      case 'adjust':
        return this.#adjustRefusal(asked)
      case 'return': {
        const code = brand.codes.get(asked.code)
        return code?.state === 'claimed' ? null : { status: 409, code: 'not_claimed' }
      }
      case 'batch':
        return null
      case 'review':
        return this.#hold(asked.hold).hold.state === 'held' ? null : { status: 409, code: 'hold_is_over' }
    }
  }

  readonly #claimedCode = new Map<string, string>()

  /** Remembers which code a claim's link carries. */
  carries(op: string, code: string): void {
    this.#claimedCode.set(op, code)
  }

  #scanRefusal(member: Member, code: string): unknown {
    const verdict = verdictFor(this.brand, member, code)
    return verdict === 'claimed' ? null : refusal(this.brand, member, verdict)
  }

  #adjustRefusal({ member: name, points, countsForRank }: Asked & { do: 'adjust' }): unknown {
    const { balance, lifetime } = this.#member(name)
    const most = countsForRank ? Math.min(balance, lifetime) : balance
    return -points > most ? { status: 409, code: 'not_enough_points' } : null
  }

  /** Whether a code's state speaks against a scan that took it. */
  wouldRefuse(asked: Asked): boolean {
    if (asked.do === 'claim') return verdictFor(this.brand, null, asked.code) !== 'claimed'
    return (asked.do === 'scan' || asked.do === 'consume') && this.refusalOf(asked) !== null
  }

  /** Does what the server did as this action, and answers what the model says about it. */
  effectOf(asked: Asked, actionId: string): unknown {
    const { brand } = this
    const answer = this.#effect(asked)
    this.#actions.set(actionId, brand.actions)
    return answer
  }

  #effect(asked: Asked): unknown {
    const { brand } = this
    switch (asked.do) {
      case 'scan':
        return this.#claim(this.#member(asked.member), asked.code)
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
    }
  }

  /** Credits a scan of a code that was not active then; nothing where it cannot be claimed now. */
  credit({ member: name, code, actionId }: Remembered): void {
    const member = this.#member(name)
    if (this.#scanRefusal(member, code)) return
    this.#claim(member, code)
    if (actionId) this.#actions.set(actionId, this.brand.actions)
  }

  #claim(member: Member, code: string): unknown {
    const { brand } = this
    const refused = this.#scanRefusal(member, code)
    if (refused) return refused
    settle(brand, member)
    return claim(brand, member, code)
  }

  #enrol({ email, consent }: Asked & { do: 'claim' }): Member {
    const { brand } = this
    const name = nameOfEmail(email)
    const rankKey = brand.ladder.ranks[0]?.key as string
    const member = newMember({ name, consent, createdAt: brand.now, confirmed: false, rankKey })
    brand.members.set(name, member)
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
    const hold = member.holds.find(one => one.action === action)
    if (!hold) throw new Error(`the model holds nothing of the action ${found?.actionId}`)
    return { member, hold }
  }
}

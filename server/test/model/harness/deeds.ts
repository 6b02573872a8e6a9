import type { Brand } from '../reference/brand.ts'
import {
  type Dispute,
  disputeRefusal,
  openDispute,
  settleDispute,
  settleRefusal,
} from '../reference/disputes.ts'
import { type Decision, decide, decisionOn, type Referral, vet, vetRefusal } from '../reference/friends.ts'
import { goalRefusal, setGoal, unwish, wish, wishRefusal } from '../reference/goals.ts'
import type { Member } from '../reference/member.ts'
import { erase, respond } from '../reference/people.ts'
import {
  cancel,
  isWaiting,
  move,
  moveRefusal,
  type Order,
  redeem,
  redemptionRefusal,
} from '../reference/rewards.ts'
import { asSettled, settle } from '../reference/time.ts'
import type { Evidence } from './evidence.ts'
import type { Asked, AskedDeed } from './record.ts'

export const NOT_FOUND = { status: 404, code: 'not_found' }

/** What the model says about rewards, orders, wishes, friends and those who leave. */
export class Deeds {
  readonly #brand: Brand
  readonly #evidence: Evidence
  /** The model's number of each action. */
  readonly #actions: Map<string, number>

  constructor(brand: Brand, evidence: Evidence, actions: Map<string, number>) {
    this.#brand = brand
    this.#evidence = evidence
    this.#actions = actions
  }

  /** What is answered where nothing is changed; null where something would be. */
  refusalOf(asked: AskedDeed): unknown {
    const brand = this.#brand
    switch (asked.do) {
      case 'redeem':
        return asSettled(brand, asked.member, () =>
          redemptionRefusal(brand, this.#member(asked.member), asked),
        )
      case 'cancel': {
        const order = this.#order(asked.order)
        if (order.member !== asked.member) return NOT_FOUND
        return isWaiting(order.state) ? null : { status: 409, code: 'order_state' }
      }
      case 'move':
        return moveRefusal(brand, this.#order(asked.order), asked.to)
      case 'wish':
        return wishRefusal(brand, this.#member(asked.member), asked.reward)
      case 'unwish':
        return this.#member(asked.member).wishes.has(asked.reward) ? null : { removed: false }
      case 'goal':
        return goalRefusal(brand, this.#member(asked.member), asked.reward)
      case 'vet':
        return vetRefusal(brand, this.#friend(asked.friend), asked.verdict)
      case 'dispute':
        return disputeRefusal(brand, this.#member(asked.member), asked.code)
      case 'settle':
        return settleRefusal(brand, this.#dispute(asked), asked)
      case 'erase':
        return this.#member(asked.member).isErased ? NOT_FOUND : null
      case 'convert':
      case 'respond':
        return null
    }
  }

  /** Does it, as the server did. */
  effectOf(asked: AskedDeed): unknown {
    const refused = this.refusalOf(asked)
    if (refused) return refused
    const brand = this.#brand
    if (asked.do === 'cancel' || asked.do === 'move') return this.#moveOrder(asked)
    if (asked.do === 'vet') return vet(brand, this.#friend(asked.friend), asked.verdict)
    if (asked.do === 'convert') {
      decide(brand, this.#friend(asked.friend), { state: 'converted', reasons: [] })
      return { status: 200 }
    }
    if (asked.do === 'settle') return settleDispute(brand, this.#dispute(asked), asked)
    const member = this.#member(asked.member)
    settle(brand, member)
    switch (asked.do) {
      case 'redeem':
        return redeem(brand, member, asked)
      case 'wish':
        return wish(brand, member, asked.reward)
      case 'unwish':
        return unwish(brand, member, asked.reward)
      case 'goal':
        return setGoal(brand, member, asked.reward)
      case 'respond':
        return respond(brand, member, asked.card, asked.response)
      case 'dispute':
        return openDispute(brand, member, asked.code)
      case 'erase':
        return erase(brand, member)
    }
  }

  #moveOrder(asked: AskedDeed & { do: 'cancel' | 'move' }): unknown {
    const brand = this.#brand
    const order = this.#order(asked.order)
    const member = this.#member(order.member)
    settle(brand, member)
    if (asked.do === 'move') return move(brand, order, asked.to)
    const points_returned = cancel(brand, order)
    return { points_returned, new_balance: member.balance, state: 'cancelled' }
  }

  /** What would become of a friend whose e-mail is confirmed, or not yet. */
  decisionOn(friend: string, isConfirmed: boolean): Decision | null {
    const member = this.#member(friend)
    const { confirmed } = member
    member.confirmed = isConfirmed
    const decision = decisionOn(this.#brand, this.#friend(friend))
    member.confirmed = confirmed
    return decision
  }

  /** Decides on a friend. */
  decide(friend: string, decision: Decision): void {
    decide(this.#brand, this.#friend(friend), decision)
  }

  #member(name: string): Member {
    const member = this.#brand.members.get(name)
    if (!member) throw new Error(`the model knows no member ${name}`)
    return member
  }

  /** The model's number of the action by which a code was moved: other things refer to that one. */
  movedIn(asked: Asked): number | null {
    return asked.do === 'settle' ? this.#dispute(asked).movedIn : null
  }

  #dispute({ by, code }: { by: string; code: string }): Dispute {
    const dispute = this.#brand.disputes.find(one => one.member === by && one.code === code)
    if (!dispute) throw new Error(`the model knows no dispute of ${by} about ${code}`)
    return dispute
  }

  #friend(name: string): Referral {
    const referral = this.#brand.referrals.find(({ friend }) => friend === name)
    if (!referral) throw new Error(`the model knows no friend ${name}`)
    return referral
  }

  #order(id: string): Order {
    const action = this.#actions.get(this.#evidence.orders.get(id) ?? '')
    const order = this.#brand.orders.find(one => one.action === action)
    if (!order) throw new Error(`the model knows no order ${id}`)
    return order
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import { claimForm } from '../../journey/browser.ts'
import { newestMail } from '../../journey/mailed.ts'
import { type LaneCommand, laneCommands, type Plan } from '../plan.ts'
import { changeBatch } from './operators.ts'
import type { Asked, Attempt } from './record.ts'
import { ask, type Reply, type Stage } from './stage.ts'

const NOBODYS_CODE = '0000000000000000'
const HOUR_MS = 3_600_000

/** Sends what lanes want, each lane one request after the other, all lanes at once. */
export class Lanes {
  readonly #stage: Stage
  readonly #numbers: Map<LaneCommand, number>
  readonly #commands: LaneCommand[]
  /** What a command asked when it was first sent: its repetitions ask the same. */
  readonly #asked = new Map<number, Asked>()
  #moments = 0

  constructor(stage: Stage, plan: Plan) {
    this.#stage = stage
    this.#commands = laneCommands(plan)
    this.#numbers = new Map(this.#commands.map((command, i) => [command, i]))
  }

  /**
   * Runs lanes side by side, a millisecond apart: in step their scans would always share one batch. Answers every
   * request in the order of their answers.
   */
  async run(lanes: LaneCommand[][]): Promise<Attempt[]> {
    const attempts: Attempt[] = []
    const holds = await this.#holds()
    await Promise.all(
      lanes.map(async (commands, lane) => {
        await sleep(lane)
        for (const command of commands) await this.#perform(command, holds, attempts)
      }),
    )
    return attempts
  }

  async #perform(command: LaneCommand, holds: string[], attempts: Attempt[]): Promise<void> {
    const number = this.#numbers.get(command) as number
    const asked = command.do === 'again' ? this.#again(command, holds) : this.#first(number, command, holds)
    if (!asked) return
    const attempt = await this.#send(number, asked)
    attempts.push(attempt)
    if (asked.do === 'claim' && attempt.status === 202) await this.#consume(number, asked, attempts)
  }

  #first(number: number, command: LaneCommand, holds: string[]): Asked | undefined {
    const known = this.#asked.get(number)
    if (known) return known
    const asked = this.#resolve(number, command, holds)
    if (asked) this.#asked.set(number, asked)
    return asked
  }

  #again({ of, otherBody }: LaneCommand & { do: 'again' }, holds: string[]): Asked | undefined {
    const number = of % this.#commands.length
    const command = this.#commands[number] as LaneCommand
    if (command.do === 'again') return undefined
    const asked = this.#first(number, command, holds)
    return asked && otherBody ? this.#withOtherBody(asked) : asked
  }

  #withOtherBody(asked: Asked): Asked {
    if (asked.do === 'scan' || asked.do === 'claim') return { ...asked, code: this.#code(7) }
    if (asked.do === 'adjust') return { ...asked, points: asked.points + (asked.points === -1 ? 2 : 1) }
    if (asked.do === 'return') return { ...asked, leave: asked.leave === 'void' ? 'reopen' : 'void' }
    if (asked.do === 'review') {
      return { ...asked, verdict: asked.verdict === 'released' ? 'rejected' : 'released' }
    }
    return asked
  }

  #resolve(number: number, command: LaneCommand, holds: string[]): Asked | undefined {
    const op = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
    const { members } = this.#stage
    const memberOf = (member: number) => members[member % members.length]?.name as string
    switch (command.do) {
      case 'scan': {
        const { member, code, late } = command
        return { do: 'scan', op, member: memberOf(member), code: this.#code(code), late }
      }
      case 'join': {
        const { person, code, consent } = command
        const email = members[person - 3]?.email ?? `person-${person}@${this.#stage.brand.slug}.example`
        return { do: 'claim', op, email, code: this.#code(code), consent }
      }
      case 'adjust': {
        const { member, points, countsForRank } = command
        return { do: 'adjust', op, member: memberOf(member), points, countsForRank }
      }
      case 'return':
        return { do: 'return', op, code: this.#code(command.code), leave: command.leave }
      case 'review': {
        const hold = holds[command.hold % holds.length]
        return hold === undefined ? undefined : { do: 'review', op, hold, verdict: command.verdict }
      }
      case 'batch': {
        const { batch, as } = command
        return { do: 'batch', op, batch: batch % this.#stage.batches.length, as }
      }
      case 'again':
        return undefined
    }
  }

  #code(ref: number | 'unknown' | 'foreign'): string {
    if (ref === 'unknown') return NOBODYS_CODE
    const { codes, theatre } = this.#stage
    return ref === 'foreign' ? theatre.foreignCode : (codes[ref % codes.length]?.code as string)
  }

  /** Holds by age, those that are over as well: to review one twice is refused. */
  async #holds(): Promise<string[]> {
    const { brand, theatre } = this.#stage
    const { rows } = await theatre.admin.query<{ id: string }>(
      'select id from point_holds where brand_id = $1 order by id desc',
      [brand.id],
    )
    return rows.map(({ id }) => id)
  }

  /** Opens the mail that a claim brought, and follows its link: whoever was not a member yet is one from here on. */
  async #consume(number: number, claim: Asked & { do: 'claim' }, attempts: Attempt[]): Promise<void> {
    const { theatre, brand, members } = this.#stage
    const newest = await theatre.admin.query<{ member_id: string; claim_op_id: string }>(
      `select t.member_id, t.claim_op_id from sign_in_tokens t
       join members m on m.brand_id = t.brand_id and m.id = t.member_id
       where t.brand_id = $1 and m.email = $2 order by t.id desc limit 1`,
      [brand.id, claim.email],
    )
    const { member_id: id, claim_op_id: op } = newest.rows[0] as { member_id: string; claim_op_id: string }
    const { token } = await newestMail(theatre.world, theatre.admin, claim.email)
    const attempt = await this.#send(number, { do: 'consume', op, email: claim.email }, token)
    attempts.push(attempt)
    if (attempt.status !== 200 || members.some(member => member.id === id)) return
    const headers = theatre.world.headers({ brand, token: attempt.body.access_token })
    members.push({ name: claim.email.split('@')[0] as string, email: claim.email, id, headers })
  }

  async #send(number: number, asked: Asked, token?: string): Promise<Attempt> {
    const sent = ++this.#moments
    const reply = await this.#request(asked, token)
    return { number, asked, sent, answered: ++this.#moments, ...reply }
  }

  #request(asked: Asked, token?: string): Promise<Reply> {
    const stage = this.#stage
    switch (asked.do) {
      case 'scan': {
        const { code, op: client_op_id, late } = asked
        const seen = new Date(stage.theatre.world.time.now.getTime() - 30 * HOUR_MS).toISOString()
        const body = { code, client_op_id, ...(late ? { scanned_at: seen } : {}) }
        return ask(stage, 'POST', '/api/scans', body, this.#member(asked.member).headers)
      }
      case 'claim': {
        const form = claimForm(asked.code, asked.email, asked.op, asked.consent)
        return ask(stage, 'POST', '/api/claims', form, stage.visitor)
      }
      case 'consume':
        return ask(stage, 'POST', '/api/auth/link/consume', { token }, stage.visitor)
      case 'adjust': {
        const { op: client_op_id, points, countsForRank: counts_for_rank } = asked
        const url = `/api/admin/members/${this.#member(asked.member).id}/adjustments`
        return ask(stage, 'POST', url, { client_op_id, points, reason: 'a correction', counts_for_rank })
      }
      case 'return': {
        const code_becomes = asked.leave === 'void' ? 'void' : 'claimable'
        const body = { client_op_id: asked.op, code: asked.code, code_becomes, reason: 'came back' }
        return ask(stage, 'POST', '/api/admin/returns', body)
      }
      case 'batch':
        return changeBatch(stage, asked)
      case 'review': {
        const path = asked.verdict === 'released' ? 'release' : 'reject'
        return ask(stage, 'POST', `/api/admin/holds/${asked.hold}/${path}`, { client_op_id: asked.op })
      }
    }
  }

  #member(name: string) {
    const member = this.#stage.members.find(one => one.name === name)
    if (!member) throw new Error(`${name} is no member`)
    return member
  }
}

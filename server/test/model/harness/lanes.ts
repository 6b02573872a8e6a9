import { setTimeout as sleep } from 'node:timers/promises'
import { newestMail } from '../../journey/mailed.ts'
import { type LaneCommand, laneCommands, type Plan, repeated } from '../plan.ts'
import type { Asked, Attempt } from './record.ts'
import { request } from './requests.ts'
import { type Known, readKnown, resolve, withOtherBody } from './resolve.ts'
import type { Stage } from './stage.ts'

/** Sends what lanes want, each lane one request after the other, all lanes at once. */
export class Lanes {
  readonly #stage: Stage
  readonly #numbers: Map<LaneCommand, number>
  readonly #commands: LaneCommand[]
  readonly #plan: Plan
  /** What a command asked when it was first sent: its repetitions ask the same. */
  readonly #asked = new Map<number, Asked>()
  #moments = 0

  constructor(stage: Stage, plan: Plan) {
    this.#stage = stage
    this.#plan = plan
    this.#commands = laneCommands(plan)
    this.#numbers = new Map(this.#commands.map((command, i) => [command, i]))
  }

  /**
   * Runs lanes side by side, a millisecond apart: in step their scans would always share one batch. Answers every
   * request in the order of their answers.
   */
  async run(lanes: LaneCommand[][]): Promise<Attempt[]> {
    const attempts: Attempt[] = []
    const meant = lanes.flat().map(command => repeated(this.#plan, command)?.do)
    // Who opens a dispute holds no lock on the code: what it read may be over when it gets its id.
    const isGoingBack = meant.includes('return') || meant.includes('settle')
    const known = { ...(await readKnown(this.#stage, lanes)), isGoingBack }
    await Promise.all(
      lanes.map(async (commands, lane) => {
        await sleep(lane)
        for (const command of commands) await this.#perform(command, known, attempts)
      }),
    )
    return attempts
  }

  async #perform(
    command: LaneCommand,
    known: Known & { isGoingBack: boolean },
    attempts: Attempt[],
  ): Promise<void> {
    const number = this.#numbers.get(command) as number
    const asked = command.do === 'again' ? this.#again(command, known) : this.#first(number, command, known)
    if (!asked || (asked.do === 'dispute' && known.isGoingBack)) return
    const attempt = await this.#send(number, asked)
    attempts.push(attempt)
    if (asked.do === 'claim' && attempt.status === 202) await this.#consume(number, asked, attempts)
  }

  #first(number: number, command: LaneCommand, known: Known): Asked | undefined {
    const before = this.#asked.get(number)
    if (before) return before
    const op = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
    const asked = resolve(this.#stage, command, op, known)
    if (asked) this.#asked.set(number, asked)
    return asked
  }

  #again({ of, otherBody }: LaneCommand & { do: 'again' }, known: Known): Asked | undefined {
    const number = of % this.#commands.length
    const command = this.#commands[number] as LaneCommand
    if (command.do === 'again') return undefined
    const asked = this.#first(number, command, known)
    return asked && otherBody ? withOtherBody(this.#stage, asked) : asked
  }

  /** Opens the mail that a claim brought, and follows its link: whoever was not a member yet is one from here on. */
  async #consume(number: number, claim: Asked & { do: 'claim' }, attempts: Attempt[]): Promise<void> {
    const { theatre, brand, members, names } = this.#stage
    const { token } = await newestMail(theatre.world, theatre.admin, claim.email)
    // Asked by the token itself: another claim of this e-mail may be mailed between the two queries.
    const { keys } = theatre.world.platform
    const mailed = await theatre.admin.query<{ member_id: string; claim_op_id: string }>(
      'select member_id, claim_op_id from sign_in_tokens where brand_id = $1 and token_hash = $2',
      [brand.id, keys.hmac('mailed-token', `link:${token}`)],
    )
    const { member_id: id, claim_op_id: op } = mailed.rows[0] as { member_id: string; claim_op_id: string }
    const attempt = await this.#send(number, { do: 'consume', op, email: claim.email }, token)
    attempts.push(attempt)
    if (attempt.status !== 200 || members.some(member => member.id === id)) return
    const name = claim.email.split('@')[0] as string
    const headers = theatre.world.headers({ brand, token: attempt.body.access_token })
    members.push({ name, email: claim.email, id, headers })
    names.set(id, name)
  }

  async #send(number: number, asked: Asked, token?: string): Promise<Attempt> {
    const sent = ++this.#moments
    const reply = await request(this.#stage, asked, token)
    return { number, asked, sent, answered: ++this.#moments, ...reply }
  }
}

import type { HttpRequest } from './http-client.ts'
import type {
  ClaimOperation,
  InvalidOperation,
  Operation,
  PatchOperation,
  ScanOperation,
} from './operation.ts'
import type { Random } from './random.ts'

export interface ChaosMember {
  id: string
  email: string
  token: string
  consent: boolean
}

export interface ChaosCode {
  text: string
  hmac: string
}

/** What a round may use up: each of its fresh codes is planned for once. */
export interface RoundSupplies {
  host: string
  ageCookie: string
  members: ChaosMember[]
  /** Takes a code that nobody has used. */
  freshCode(): ChaosCode
  inactive: ChaosCode
  voided: ChaosCode
}

const SPREAD_MS = 250
const RACERS = 4
const GIVES_UP_CHANCE = 0.05

/** The operations of one round, about `count` requests, and all of them decided by `random` alone. */
export function planRound(random: Random, supplies: RoundSupplies, count: number): Operation[] {
  const plan = createPlanner(random, supplies)
  const operations: Operation[] = []
  const add = (...planned: Operation[]) => operations.push(...planned)
  // One patch at most for a member in a round, so that what must be found afterwards is known.
  const toPatch = [...supplies.members]
  const wavering = new Set(toPatch.slice(0, 2).map(({ id }) => id))
  const requests = () => operations.reduce((sum, { copies }) => sum + copies, 0)
  while (requests() < count) {
    const dice = random.next()
    if (dice < 0.4) add(plan.scan(random.pick(supplies.members), supplies.freshCode(), ['claimed']))
    else if (dice < 0.5)
      add({ ...plan.scan(random.pick(supplies.members), supplies.freshCode(), ['claimed']), copies: 3 })
    else if (dice < 0.58) add(...plan.race())
    else if (dice < 0.72) add(plan.claim(supplies.freshCode()))
    else if (dice < 0.76) add(plan.carriedClaim())
    else if (dice < 0.86 && toPatch.length > 0) {
      const member = toPatch.shift() as ChaosMember
      add(plan.patch(member, wavering.has(member.id)))
    } else if (dice < 0.93) add(plan.refusedScan())
    else add(plan.invalid())
  }
  for (const operation of operations) {
    if (operation.kind === 'scan' && wavering.has(operation.memberId)) operation.consent = undefined
  }
  return operations
}

function createPlanner(random: Random, supplies: RoundSupplies) {
  const { host } = supplies
  const timing = () => ({
    delayMs: random.integer(0, SPREAD_MS),
    copies: 1,
    ...(random.chance(GIVES_UP_CHANCE) ? { givesUpAfterMs: random.integer(1, 60) } : {}),
  })
  const signedIn = (method: string, path: string, { token }: ChaosMember, body: object): HttpRequest => ({
    method,
    path,
    headers: { host, authorization: `Bearer ${token}` },
    body,
  })

  function scan(member: ChaosMember, code: ChaosCode, verdicts: string[]): ScanOperation {
    const id = random.uuid()
    const body = { code: code.text, client_op_id: id }
    const request = signedIn('POST', '/api/scans', member, body)
    const { id: memberId, consent } = member
    return { kind: 'scan', id, request, memberId, hmac: code.hmac, verdicts, consent, ...timing() }
  }

  function claim(code: ChaosCode, email = `newcomer-${random.uuid()}@example.com`): ClaimOperation {
    const id = random.uuid()
    const consent = random.chance(0.5)
    const body = {
      client_op_id: id,
      code: code.text,
      first_name: 'New',
      last_name: 'Comer',
      email,
      address: { line1: '1 Main St', city: 'Hudson', state: 'NY', postal_code: '12534', country: 'US' },
      age_confirmed: true,
      terms_accepted: true,
      marketing_consent: consent,
    }
    const headers = { host, cookie: supplies.ageCookie }
    const request = { method: 'POST', path: '/api/claims', headers, body }
    const copies = random.chance(0.3) ? 2 : 1
    const outcome = 'scanned' as const
    return {
      kind: 'claim',
      id,
      request,
      email,
      hmac: code.hmac,
      statuses: [202],
      outcome,
      consent,
      ...timing(),
      copies,
    }
  }

  return {
    scan,
    claim,
    /** An e-mail that is a member's: the mail carries the code, nothing is claimed. */
    carriedClaim: (): ClaimOperation => ({
      ...claim(supplies.freshCode(), random.pick(supplies.members).email),
      outcome: 'carried',
    }),
    /** Several members and a newcomer after one code: one of them gets it. */
    race(): Operation[] {
      const code = supplies.freshCode()
      const first = random.integer(0, supplies.members.length - RACERS)
      const racers = supplies.members.slice(first, first + RACERS)
      const claims = random.chance(0.5) ? [{ ...claim(code), statuses: [202, 409] }] : []
      return [...racers.map(member => scan(member, code, ['claimed', 'claimed_by_another'])), ...claims]
    },
    patch(member: ChaosMember, changesConsent: boolean): PatchOperation {
      const firstName = `Robin ${random.integer(1, 1_000_000)}`
      const consent = !member.consent
      const body = { first_name: firstName, ...(changesConsent ? { marketing_consent: consent } : {}) }
      const request = signedIn('PATCH', '/api/me', member, body)
      const id = random.uuid()
      const known = { kind: 'patch' as const, id, request, memberId: member.id, firstName, ...timing() }
      return changesConsent ? { ...known, consent } : known
    },
    refusedScan(): ScanOperation {
      const member = random.pick(supplies.members)
      const refused = random.pick(['inactive', 'void', 'unknown'] as const)
      const unknown = { text: '0000-0000-0000-0000', hmac: '' }
      const codes = { inactive: supplies.inactive, void: supplies.voided, unknown }
      return scan(member, codes[refused], [refused])
    },
    invalid(): InvalidOperation {
      const id = random.uuid()
      const member = random.pick(supplies.members)
      const { text: code } = supplies.inactive
      const [status, request] = random.pick<[number, HttpRequest]>([
        [400, signedIn('POST', '/api/scans', member, { code })],
        [400, signedIn('POST', '/api/scans', member, { code, client_op_id: id, points: 1_000 })],
        [400, signedIn('PATCH', '/api/me', member, { points_balance: 1_000 })],
        [401, signedIn('POST', '/api/scans', { ...member, token: 'forged' }, { code, client_op_id: id })],
        [
          403,
          {
            method: 'POST',
            path: '/api/claims',
            headers: { host },
            body: { ...claim(supplies.inactive).request.body },
          },
        ],
      ])
      return { kind: 'invalid', id, status, request, ...timing() }
    },
  }
}

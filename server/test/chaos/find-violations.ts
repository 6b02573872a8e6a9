import type {
  Answer,
  ClaimOperation,
  InvalidOperation,
  PatchOperation,
  Performed,
  ScanOperation,
} from './operation.ts'
import type { ActionEvidence, Evidence } from './read-evidence.ts'

/** Verdicts that are judged anew whenever they are asked for, so that nothing is kept of them. */
const NOT_KEPT = ['inactive', 'unknown']

const times = (count: number) => (count === 1 ? 'once' : count === 0 ? 'never' : `${count} times`)
const verdictOf = (answer: Answer): string => JSON.parse(answer.body).verdict

interface Applied {
  id: string
  memberId: string
  hmac: string
  consent: boolean | undefined
}

/**
 * Compares what was answered with what the database holds, and answers every contradiction as a sentence: a success
 * that is not there, something applied twice, a code with two claims, a repetition that answers something else, books
 * that do not balance, events without consent.
 */
export function findViolations(performed: Performed[], evidence: Evidence): string[] {
  const found = index(evidence)
  const checks = { scan: checkScan, claim: checkClaim, patch: checkPatch, invalid: checkInvalid }
  const each = performed.flatMap(done => {
    const { kind, id } = done.operation
    const check = checks[kind] as (done: Performed, found: Found) => string[]
    const faults = [...checkAnswered(done), ...(done.answers.length > 0 ? check(done, found) : [])]
    return faults.map(fault => `round ${done.round}, ${kind} ${id}: ${fault}`)
  })
  const books = evidence.ledgerFaults.map(({ fault, member_id }) => `member ${member_id}: ${fault}`)
  return [...each, ...checkWinners(performed, found), ...checkUnasked(performed, evidence), ...books]
}

function index(evidence: Evidence) {
  const listed = <T>(rows: T[], key: (row: T) => string | null) => {
    const groups = Map.groupBy(rows, key)
    return (wanted: string) => groups.get(wanted) ?? []
  }
  return {
    operations: listed(evidence.operations, row => row.client_op_id),
    actions: listed(evidence.actions, row => row.client_op_id),
    actionsOfCode: listed(evidence.actions, row => row.data.code ?? null),
    actionsOfMember: listed(evidence.actions, row => row.member_id),
    entries: listed(evidence.entries, row => row.action_id),
    events: listed(evidence.outbox, row => row.action_id),
    eventsOfMember: listed(evidence.outbox, row => row.member_id),
    codes: listed(evidence.codes, row => row.hmac),
    claims: listed(evidence.claims, row => row.client_op_id),
    membersByEmail: listed(evidence.members, row => row.email),
    members: listed(evidence.members, row => row.id),
  }
}

type Found = ReturnType<typeof index>

function checkAnswered({ answers, gaveUp }: Performed): string[] {
  const broken = answers.filter(({ status }) => status >= 500)
  return [
    ...(gaveUp ? ['was never answered'] : []),
    ...broken.map(({ status, body }) => `was answered ${status}: ${body}`),
  ]
}

/** A scan that took effect is found exactly once everywhere, and everything says the same of it. */
function checkApplied({ id, memberId, hmac, consent }: Applied, found: Found, answer?: Answer): string[] {
  const operations = found.operations(id)
  const actions = found.actions(id)
  const [operation] = operations
  const [action] = actions
  if (operations.length !== 1 || !operation) return [`its answer is stored ${times(operations.length)}`]
  if (actions.length !== 1 || !action) return [`it was applied ${times(actions.length)}`]
  const faults: string[] = []
  const [code] = found.codes(hmac)
  const stored = JSON.parse(operation.answer)
  if (answer && operation.answer !== answer.body)
    faults.push('the stored answer is not the one that was given')
  if (stored.verdict !== 'claimed') faults.push(`the stored answer says ${stored.verdict}`)
  if (operation.member_id !== memberId || action.member_id !== memberId) faults.push('it is another member’s')
  if (operation.action_id !== action.id) faults.push('the stored answer points to another action')
  if (code?.claimed_by !== memberId) faults.push(`the code is claimed by ${code?.claimed_by ?? 'nobody'}`)
  if (code?.claim_action_id !== action.id) faults.push('the code points to another action')
  return [
    ...faults,
    ...checkEntries(action, stored.points_earned, found),
    ...checkEvents(action, consent, found),
  ]
}

function checkEntries(action: ActionEvidence, points: number, found: Found): string[] {
  const entries = found.entries(action.id)
  const scans = entries.filter(({ reason }) => reason === 'scan').length
  const sum = entries.reduce((total, { amount }) => total + amount, 0)
  const faults = scans === 1 ? [] : [`the ledger holds it ${times(scans)}`]
  return sum === points ? faults : [...faults, `${points} points were told, ${sum} were entered`]
}

function checkEvents(action: ActionEvidence, consent: boolean | undefined, found: Found): string[] {
  const written = found.events(action.id)
  const told = (action.data.events ?? []).map(({ id }) => id)
  const isSame = told.length === written.length && written.every(({ id }) => told.includes(id))
  const faults = isSame ? [] : [`${told.length} events were written, the outbox holds ${written.length}`]
  const scanned = written.filter(({ name }) => name === 'product_scanned').length
  const expected = consent === undefined ? Math.min(1, told.length) : Number(consent)
  if (scanned === expected) return faults
  const given = consent === false ? 'without consent' : 'with consent'
  return [...faults, `product_scanned is in the outbox ${times(scanned)}, ${given}`]
}

function checkNotApplied(id: string, found: Found): string[] {
  const count = found.actions(id).length
  return count === 0 ? [] : [`it was refused, but applied ${times(count)}`]
}

function checkScan({ operation, answers }: Performed, found: Found): string[] {
  const { id, verdicts } = operation as ScanOperation
  const wrong = answers.filter(({ status }) => status !== 200)
  if (wrong.length > 0) return wrong.map(({ status, body }) => `was answered ${status}: ${body}`)
  const first = answers[0] as Answer
  const verdict = verdictOf(first)
  if (!verdicts.includes(verdict)) return [`was answered ${verdict}, not ${verdicts.join(' or ')}`]
  if (NOT_KEPT.includes(verdict)) return checkNotApplied(id, found)
  const faults: string[] = []
  const other = answers.find(({ body }) => body !== first.body)
  if (other) faults.push(`a repetition answered other bytes: ${first.body} and then ${other.body}`)
  if (verdict === 'claimed') return [...faults, ...checkApplied(operation as ScanOperation, found, first)]
  const stored = found.operations(id)
  if (stored.length !== 1) faults.push(`its answer is stored ${times(stored.length)}`)
  else if (stored[0]?.answer !== first.body) faults.push('the stored answer is not the one that was given')
  return [...faults, ...checkNotApplied(id, found)]
}

function checkClaim({ operation, answers }: Performed, found: Found): string[] {
  const { id, statuses, email, outcome } = operation as ClaimOperation
  const faults = answers
    .filter(({ status }) => !statuses.includes(status))
    .map(({ status, body }) => `was answered ${status}: ${body}`)
  const given = new Set(answers.map(({ status }) => status))
  if (given.size > 1) faults.push(`was answered ${[...given].join(' and ')}`)
  const claims = found.claims(id)
  const members = found.membersByEmail(email)
  if (!given.has(202)) {
    if (claims.length > 0 || members.length > 0) faults.push('it was refused, but left something behind')
    return [...faults, ...checkNotApplied(id, found)]
  }
  const [claim] = claims
  const [member] = members
  if (claims.length !== 1 || !claim) return [...faults, `it is stored ${times(claims.length)}`]
  if (members.length !== 1 || !member) return [...faults, `its e-mail is known ${times(members.length)}`]
  if (claim.member_id !== member.id) faults.push('it is another member’s')
  if (claim.outcome !== outcome) faults.push(`its outcome is ${claim.outcome}, not ${outcome}`)
  if (claim.mails === 0) faults.push('no mail was queued')
  if (outcome === 'carried') return [...faults, ...checkNotApplied(id, found)]
  for (const thing of ['addresses', 'gifts', 'scans'] as const) {
    if (member[thing] !== 1) faults.push(`the newcomer has ${member[thing]} ${thing}`)
  }
  return [...faults, ...checkApplied({ ...(operation as ClaimOperation), memberId: member.id }, found)]
}

function checkPatch({ operation, answers }: Performed, found: Found): string[] {
  const { memberId, firstName, consent } = operation as PatchOperation
  const faults = answers
    .filter(({ status }) => status !== 200)
    .map(({ status, body }) => `was answered ${status}: ${body}`)
  const [member] = found.members(memberId)
  if (member?.first_name !== firstName) faults.push(`the name is ${member?.first_name}, not ${firstName}`)
  if (consent === undefined) return faults
  if (member?.consent !== consent) faults.push(`the consent is ${member?.consent}, not ${consent}`)
  const isChange = ({ name }: { name: string }) => name === 'consent_changed'
  for (const [what, rows] of [
    ['logged', found.actionsOfMember(memberId)],
    ['in the outbox', found.eventsOfMember(memberId)],
  ] as const) {
    const count = rows.filter(isChange).length
    if (count !== 1) faults.push(`the change of consent is ${what} ${times(count)}`)
  }
  return faults
}

function checkInvalid({ operation, answers }: Performed, found: Found): string[] {
  const { id, status } = operation as InvalidOperation
  const wrong = answers.filter(answer => answer.status !== status)
  const faults = wrong.map(answer => `was answered ${answer.status}, not ${status}: ${answer.body}`)
  if (found.operations(id).length > 0) faults.push('an answer is stored')
  return [...faults, ...checkNotApplied(id, found)]
}

const isWinner = ({ operation, answers }: Performed): boolean =>
  operation.kind === 'scan'
    ? answers.some(answer => answer.status === 200 && verdictOf(answer) === 'claimed')
    : answers.some(({ status }) => status === 202)

/** Every code that somebody could win has one winner, as far as was told and as far as is stored. */
function checkWinners(performed: Performed[], found: Found): string[] {
  const runners = performed.filter(({ operation }) =>
    operation.kind === 'scan'
      ? operation.verdicts.includes('claimed')
      : operation.kind === 'claim' && operation.outcome === 'scanned',
  )
  const races = Map.groupBy(runners, ({ operation }) => (operation as ScanOperation).hmac)
  return [...races].flatMap(([hmac, racers]) => {
    const told = racers.filter(isWinner).length
    const stored = found.actionsOfCode(hmac).length
    const isOpen = racers.some(({ gaveUp }) => gaveUp)
    const faults = told === 1 || (isOpen && told === 0) ? [] : [`code ${hmac} was given away ${times(told)}`]
    return stored > 1 ? [...faults, `code ${hmac} has ${stored} claims in the action log`] : faults
  })
}

/** Nothing happened that nobody asked for. */
function checkUnasked(performed: Performed[], { actions }: Evidence): string[] {
  const asked = new Set(performed.map(({ operation }) => operation.id))
  return actions
    .filter(({ client_op_id }) => client_op_id !== null && !asked.has(client_op_id))
    .map(({ id, client_op_id }) => `action ${id} belongs to operation ${client_op_id}, which nobody sent`)
}

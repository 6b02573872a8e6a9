import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { removeEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.ts'
import { type ChaosWorld, openChaosWorld } from './chaos-world.ts'
import { describeFault, type Fault, inject, planFault } from './fault.ts'
import { findViolations } from './find-violations.ts'
import { createHttpClient, type HttpClient } from './http-client.ts'
import type { Performed } from './operation.ts'
import { type Conditions, confirm, perform } from './perform.ts'
import { type ChaosCode, planRound } from './plan-round.ts'
import { createRandom, type Random } from './random.ts'
import { type Evidence, readEvidence } from './read-evidence.ts'
import { startVictims, type Victims } from './victims.ts'

const ROUND_MS_MAX = 40_000

export interface ChaosOptions {
  rounds: number
  seed: number
  /** Requests of a round that are sent at once; retries come on top. */
  requests: number
  role: string
  /** A module that the server loads first: for planting a bug. */
  preload?: string
  /** Ends the run after the round that is under way. */
  stop?: AbortSignal
  tell(line: string): void
}

export interface ChaosReport {
  /** What went wrong in the first round that did; empty when all is well. */
  violations: string[]
  /** From each kill to the next request that succeeds. */
  recoveriesMs: { target: string; ms: number }[]
  operations: number
  answers: number
  /** Tries that got no answer, or a 503. */
  unanswered: number
  /** Rounds that were over before their fault could strike. */
  spared: number
}

interface Stage {
  victims: Victims
  world: ChaosWorld
  http: HttpClient
  random: Random
  ageCookie: string
  requests: number
}

/** A moment before any row that the harness is about to ask for. */
const aMomentAgo = () => Date.now() - 1

/** Runs the rounds on an installation of their own, until the first violation; removes it afterwards. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'synergy-chaos-'))
  // PostgreSQL may run as another account, which must get through.
  chmodSync(dataDir, 0o755)
  let world: ChaosWorld | undefined
  let victims: Victims | undefined
  try {
    victims = await startVictims({
      dataDir,
      role: options.role,
      preload: options.preload,
      beforeServer: async adminUrl => {
        world = await openChaosWorld(adminUrl)
      },
    })
    return await runRounds(victims, world as ChaosWorld, options)
  } finally {
    await Promise.allSettled([world?.close(), victims?.stop()])
    await removeEmbeddedPostgres(dataDir)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function runRounds(victims: Victims, world: ChaosWorld, options: ChaosOptions): Promise<ChaosReport> {
  const http = createHttpClient(victims.serverPort, options.requests * 2)
  const random = createRandom(options.seed)
  const ageCookie = await confirmAge(http, world.host)
  const stage: Stage = { victims, world, http, random, ageCookie, requests: options.requests }
  const report: ChaosReport = {
    violations: [],
    recoveriesMs: [],
    operations: 0,
    answers: 0,
    unanswered: 0,
    spared: 0,
  }
  const since = aMomentAgo()
  const all: Performed[] = []
  try {
    for (let round = 1; round <= options.rounds && !options.stop?.aborted; round++) {
      const result = await runRound(stage, round)
      all.push(...result.performed)
      note(report, result)
      options.tell(`round ${round}/${options.rounds} ${describe(result)}`)
      if (result.violations.length > 0) return { ...report, violations: result.violations }
    }
    const lasting = all.filter(({ operation }) => operation.kind !== 'patch')
    const { evidence } = await look(stage, lasting, since)
    return { ...report, violations: findViolations(lasting, evidence) }
  } finally {
    http.close()
  }
}

async function confirmAge(http: HttpClient, host: string): Promise<string> {
  const request = { method: 'POST', path: '/api/age-gate', headers: { host }, body: { confirmed: true } }
  const { headers } = await http.send(request)
  return (headers['set-cookie']?.[0] ?? '').split(';')[0] as string
}

interface RoundResult {
  fault: Fault
  struck: boolean
  recoveryMs: number | undefined
  performed: Performed[]
  violations: string[]
}

async function runRound(
  { victims, world, http, random, ageCookie, requests }: Stage,
  round: number,
): Promise<RoundResult> {
  const since = aMomentAgo()
  world.renewTokens()
  const { codes } = await world.addCodes(requests)
  const { host, members, inactive, voided } = world
  const freshCode = () => codes.pop() as ChaosCode
  const operations = planRound(random, { host, ageCookie, members, inactive, voided, freshCode }, requests)
  const fault = planFault(random)

  let struckAt = Number.POSITIVE_INFINITY
  let recoveryMs: number | undefined
  const conditions: Conditions = {
    http,
    round,
    deadline: Date.now() + ROUND_MS_MAX,
    onSuccess(sentAt) {
      if (sentAt > struckAt) recoveryMs ??= performance.now() - struckAt
    },
  }
  const over = new AbortController()
  const performing = Promise.all(operations.map(operation => perform(operation, conditions)))
  const struck = inject(fault, victims, AbortSignal.any([over.signal, AbortSignal.timeout(ROUND_MS_MAX)]))
  const striking = struck.then(async did => {
    if (did) struckAt = performance.now()
    return victims.recover()
  })
  const performed = await performing
  over.abort()
  const ended = await striking
  await confirm(performed, conditions)
  const { evidence } = await look({ victims, world }, performed, since)
  for (const member of members) {
    member.consent = evidence.members.find(({ id }) => id === member.id)?.consent ?? member.consent
  }
  const violations = findViolations(performed, evidence)
  if (ended) violations.unshift(`round ${round}: the server ended by itself (${ended})`)
  return { fault, struck: await struck, recoveryMs, performed, violations }
}

/** Reads the database past the server and the proxy. */
async function look(
  { victims, world }: Pick<Stage, 'victims' | 'world'>,
  performed: Performed[],
  since: number,
): Promise<{ evidence: Evidence }> {
  const admin = new pg.Client({ connectionString: victims.adminUrl, query_timeout: 60_000 })
  await admin.connect()
  try {
    const memberIds = world.members.map(({ id }) => id)
    return { evidence: await readEvidence(admin, performed, { brandId: world.brandId, memberIds, since }) }
  } finally {
    await admin.end()
  }
}

function note(report: ChaosReport, { fault, struck, recoveryMs, performed }: RoundResult) {
  report.operations += performed.length
  for (const { answers, unanswered } of performed) {
    report.answers += answers.length
    report.unanswered += unanswered
  }
  if (!struck) report.spared++
  if (recoveryMs !== undefined) report.recoveriesMs.push({ target: fault.target, ms: recoveryMs })
}

function describe({ fault, struck, recoveryMs, performed, violations }: RoundResult): string {
  const unanswered = performed.reduce((sum, done) => sum + done.unanswered, 0)
  const back = recoveryMs === undefined ? '' : `, back after ${(recoveryMs / 1_000).toFixed(2)} s`
  const what = struck ? describeFault(fault) : `${describeFault(fault)}: came too late`
  const verdict = violations.length === 0 ? '' : `: ${violations.length} VIOLATIONS`
  return `${what}${back}, ${unanswered} tries of ${performed.length} operations unanswered${verdict}`
}

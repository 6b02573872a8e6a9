import { retryAfterStyles } from '../knobs/retry-after.ts'
import { isObject } from '../operation.ts'
import { type Fault, faultKinds } from './fault.ts'

type Check = { holds: (value: unknown) => boolean; must: string }

const oneOf = (values: readonly string[]): Check => ({
  holds: value => values.includes(String(value)),
  must: `must be one of ${values.join(', ')}`,
})
const number = (min: number, max: number): Check => ({
  holds: value => typeof value === 'number' && value >= min && value <= max,
  must: `must be a number from ${min} to ${max}`,
})
const whole = (min: number): Check => ({
  holds: value => Number.isSafeInteger(value) && Number(value) >= min,
  must: `must be a whole number, ${min} or more`,
})
const text: Check = { holds: value => typeof value === 'string' && value !== '', must: 'must be a text' }
const flag: Check = { holds: value => typeof value === 'boolean', must: 'must be true or false' }

const DAY_MS = 86_400_000

const checks: Record<keyof Fault, Check> = {
  kind: oneOf(faultKinds),
  api: oneOf(['track', 'app']),
  workspace: text,
  person: text,
  from_ms: number(0, DAY_MS),
  until_ms: number(0, DAY_MS),
  rate: number(0, 1),
  nth: whole(1),
  every: whole(1),
  burst: whole(1),
  count: whole(0),
  html: flag,
  retry_after: oneOf(retryAfterStyles),
  ms: number(0, 600_000),
}

/** Fields that say whom a fault befalls; an outage befalls everybody. */
const choosing = ['api', 'workspace', 'person', 'rate', 'nth', 'every', 'burst', 'count']

/** Reads a list of faults; throws an Error that says which one is wrong and how. */
export function readFaults(value: unknown): Fault[] {
  if (!Array.isArray(value))
    throw new Error('The body must be a JSON array of faults; [] takes them all away.')
  return value.map(readFault)
}

function readFault(value: unknown, index: number): Fault {
  const refuse = (why: string) => new Error(`Fault ${index}: ${why}.`)
  if (!isObject(value)) throw refuse('must be an object')
  if (value.kind === undefined) throw refuse(`kind ${checks.kind.must}`)
  for (const [name, given] of Object.entries(value)) {
    const check = checks[name as keyof Fault]
    if (!check) throw refuse(`${name} is not a field; the fields are ${Object.keys(checks).join(', ')}`)
    if (!check.holds(given)) throw refuse(`${name} ${check.must}`)
    if (value.kind === 'outage' && choosing.includes(name))
      throw refuse(`an outage is for everybody, and has no ${name}`)
  }
  return { ...value, kind: String(value.kind) } as Fault
}

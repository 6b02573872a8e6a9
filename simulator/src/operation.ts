/** One thing a request asks for, read leniently: what is wrong with it is for the checks to say. */
export type Operation = {
  action: string
  identifiers: Identifiers
  /** The event's name, or what stands for it in lists. */
  name: string | null
  /** The event's own id, by which repeats are recognised. */
  ulid: string | null
  timestamp: unknown
  attributes: unknown
  bytes: number
  /** As it came, for whoever reads the ledger. */
  payload: unknown
  problems: Problem[]
}

export type Identifiers = { id?: string; email?: string; cio_id?: string }

/** Why an operation or a request was refused, in Customer.io's own terms. */
export type Problem = { reason: string; field: string; message: string }

export type Json = Record<string, unknown>

/** Whether it is an object of JSON, and no array. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What the operation is about in lists: the id, else the e-mail, else Customer.io's own id. */
export function identifierOf(identifiers: Identifiers): string | null {
  return identifiers.id ?? identifiers.email ?? identifiers.cio_id ?? null
}

/** Whether one of its identifiers is this one. */
export function isAbout({ identifiers }: Operation, person: string): boolean {
  return identifiers.id === person || identifiers.email === person || identifiers.cio_id === person
}

/** The bytes a value takes as JSON, which for what the official client sends is what it sent. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '')
}

/** Text as it is, numbers as text, anything else as nothing. */
export function asText(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null
}

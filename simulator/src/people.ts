import { type Identifiers, identifierOf, type Json } from './operation.ts'
import type { Activity, Predictions } from './webhooks/derive-insight.ts'

export type Person = {
  key: string
  cio_id: string
  identifiers: Identifiers
  /** Each value with the moment it was said to hold, so that a late older one does not win. */
  attributes: Map<string, { value: unknown; at_ms: number }>
  activities: Activity[]
  events: number
  last_event_at_ms: number | null
  insight: Predictions | null
}

const PEOPLE_LIMIT = 100_000
// Enough for what is derived from them: they lose half their weight every 30 days.
const ACTIVITY_LIMIT = 50

/** The profiles of one workspace, the least recently touched forgotten beyond a limit. */
export class People {
  readonly #people = new Map<string, Person>()
  readonly #keyByEmail = new Map<string, string>()
  readonly #keyByCioId = new Map<string, string>()
  readonly #suppressed = new Set<string>()
  #made = 0

  find(identifiers: Identifiers): Person | undefined {
    return this.#people.get(this.#keyOf(identifiers))
  }

  isSuppressed(identifiers: Identifiers): boolean {
    return this.#suppressed.has(this.#keyOf(identifiers))
  }

  /** Sets attributes as of that moment: what is known to be newer stays, null or an empty text removes. */
  identify(identifiers: Identifiers, attributes: Json, at_ms: number): void {
    const person = this.#findOrMake(identifiers)
    for (const [name, value] of Object.entries(attributes)) {
      const known = person.attributes.get(name)
      if (known === undefined || at_ms >= known.at_ms) person.attributes.set(name, { value, at_ms })
    }
    const email = person.attributes.get('email')?.value
    if (typeof email === 'string' && email !== '') this.#keyByEmail.set(email.toLowerCase(), person.key)
  }

  /** Remembers that the person did this; an unknown person is made by it. */
  addActivity(identifiers: Identifiers, activity: Activity): void {
    const person = this.#findOrMake(identifiers)
    person.activities.push(activity)
    if (person.activities.length > ACTIVITY_LIMIT) person.activities.shift()
    person.events++
    person.last_event_at_ms = Math.max(person.last_event_at_ms ?? 0, activity.at_ms)
  }

  remove(identifiers: Identifiers): void {
    const person = this.find(identifiers)
    if (person) this.#forget(person)
  }

  /** Deletes the profile and lets every later call for it be ignored. */
  suppress(identifiers: Identifiers): void {
    const key = this.#keyOf(identifiers)
    this.remove(identifiers)
    this.#suppressed.add(key)
  }

  unsuppress(identifiers: Identifiers): void {
    this.#suppressed.delete(this.#keyOf(identifiers))
  }

  /** The people, the most recently touched first. */
  list(): Person[] {
    return [...this.#people.values()].reverse()
  }

  get size(): number {
    return this.#people.size
  }

  clear(): void {
    this.#people.clear()
    this.#keyByEmail.clear()
    this.#keyByCioId.clear()
    this.#suppressed.clear()
    this.#made = 0
  }

  #keyOf(identifiers: Identifiers): string {
    // An id is its own key, because text that is put together has to be hashed anew each time.
    if (identifiers.id !== undefined) return identifiers.id
    if (identifiers.email !== undefined) {
      const email = identifiers.email.toLowerCase()
      return this.#keyByEmail.get(email) ?? `\nemail:${email}`
    }
    return this.#keyByCioId.get(identifiers.cio_id ?? '') ?? `\ncio_id:${identifiers.cio_id}`
  }

  #findOrMake(identifiers: Identifiers): Person {
    const key = this.#keyOf(identifiers)
    const known = this.#people.get(key)
    const person = known ?? this.#make(key, identifiers)
    // A Map keeps the order of insertion: putting a person back makes it the most recently touched one.
    if (known) this.#people.delete(key)
    this.#people.set(key, person)
    if (this.#people.size > PEOPLE_LIMIT) {
      const oldest = this.#people.values().next()
      if (!oldest.done) this.#forget(oldest.value)
    }
    return person
  }

  #make(key: string, identifiers: Identifiers): Person {
    const cio_id = (++this.#made).toString(16).padStart(12, '0')
    this.#keyByCioId.set(cio_id, key)
    if (identifiers.email !== undefined) this.#keyByEmail.set(identifiers.email.toLowerCase(), key)
    return {
      key,
      cio_id,
      identifiers,
      attributes: new Map(),
      activities: [],
      events: 0,
      last_event_at_ms: null,
      insight: null,
    }
  }

  #forget(person: Person): void {
    this.#people.delete(person.key)
    this.#keyByCioId.delete(person.cio_id)
    for (const email of [person.identifiers.email, person.attributes.get('email')?.value])
      if (typeof email === 'string' && this.#keyByEmail.get(email.toLowerCase()) === person.key)
        this.#keyByEmail.delete(email.toLowerCase())
  }
}

/** A person as the control port and the page show one. */
export function describePerson(person: Person, workspace: string) {
  const attributes = [...person.attributes].filter(([, { value }]) => value !== null && value !== '')
  return {
    workspace,
    identifier: identifierOf(person.identifiers),
    cio_id: person.cio_id,
    attributes: Object.fromEntries(attributes.map(([name, { value }]) => [name, value])),
    events: person.events,
    last_event_at: person.last_event_at_ms === null ? null : new Date(person.last_event_at_ms).toISOString(),
    insight: person.insight,
  }
}

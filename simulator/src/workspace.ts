import type { WorkspaceConfig } from './config.ts'
import { EventIds } from './event-ids.ts'
import type { Knobs } from './knobs/knobs.ts'
import { isObject, type Operation } from './operation.ts'
import { People } from './people.ts'
import { readActivity } from './webhooks/read-activity.ts'

/** Keys of the two kinds of webhook, as they are at present. */
export type SigningKeys = { campaign: string; reporting: string }

/** One brand at Customer.io: its people, the event ids it has seen, and its keys. */
export class Workspace {
  readonly config: WorkspaceConfig
  readonly people = new People()
  readonly signingKeys: SigningKeys
  readonly #eventIds: EventIds

  constructor(config: WorkspaceConfig, knobs: Knobs) {
    this.config = config
    this.signingKeys = configuredKeys(config)
    this.#eventIds = new EventIds(knobs)
  }

  /** Does what a checked operation asks for, and says whether that was new, a repeat, or for someone suppressed. */
  apply(operation: Operation, now_ms: number): 'accepted' | 'duplicate' | 'suppressed' {
    const { action, identifiers } = operation
    if (action === 'suppress') this.people.suppress(identifiers)
    else if (action === 'unsuppress') this.people.unsuppress(identifiers)
    else if (this.people.isSuppressed(identifiers)) return 'suppressed'
    else if (action === 'delete') this.people.remove(identifiers)
    else if (action === 'identify') this.#identify(operation, now_ms)
    else if (!this.#addEvent(operation, now_ms)) return 'duplicate'
    return 'accepted'
  }

  clear(): void {
    this.people.clear()
    Object.assign(this.signingKeys, configuredKeys(this.config))
    this.#eventIds.clear()
  }

  #identify({ identifiers, attributes, timestamp }: Operation, now_ms: number): void {
    const at_ms = typeof timestamp === 'number' ? timestamp * 1000 : now_ms
    this.people.identify(identifiers, isObject(attributes) ? attributes : {}, at_ms)
  }

  #addEvent(operation: Operation, now_ms: number): boolean {
    if (operation.ulid !== null && !this.#eventIds.add(operation.ulid.toUpperCase(), now_ms)) return false
    this.people.addActivity(operation.identifiers, readActivity(operation, now_ms))
    return true
  }
}

function configuredKeys({ webhook_signing_key = '', reporting_signing_key }: WorkspaceConfig): SigningKeys {
  return { campaign: webhook_signing_key, reporting: reporting_signing_key ?? webhook_signing_key }
}

import assert from 'node:assert/strict'
import { CustomerIORequestError, type TrackClient } from 'customerio-node'
import type { GivenConfig } from '../config.ts'
import type { Ending, startForTest } from '../test-simulator.ts'

/** A simulator to be judged, the official clients pointed at it, and its control port. */
export type Subject = Awaited<ReturnType<typeof startForTest>>

/** Starts the simulator to be judged; it ends with the ending. */
export type Start = (ending: Ending, given?: GivenConfig) => Promise<Subject>

/** Something that Customer.io does, of which the official client shows whether the simulator does it too. */
export type Check = { name: string; run: (ending: Ending, start: Start) => Promise<void> }

/** Resolves to the error of a call that must be refused. */
export async function refusalOf(call: Promise<unknown>): Promise<CustomerIORequestError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof CustomerIORequestError, `refused by an answer, but it was: ${error}`)
  return error
}

/** The operations of a batch that were listed as refused: which, and why. */
export async function refusedIn(track: TrackClient, batch: object[]): Promise<[number, string][]> {
  const { errors = [] } = (await track.batch(batch)) as { errors?: { batch_index: number; field: string }[] }
  return errors.map(error => [error.batch_index, error.field])
}

/** The decisions of the ledger, in order. */
export async function decisionsOf({ ledger }: Subject): Promise<string[]> {
  return (await ledger()).map(row => row.decision)
}

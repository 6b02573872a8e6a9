import Type from 'typebox'
import { decodeCursor, pageOf } from './cursor.ts'

const VERSION_MAX = 2_147_483_647

/** A version of something that operators publish. */
export const Version = Type.Integer({ minimum: 1, maximum: VERSION_MAX })

export const ExpectedVersion = Type.Integer({
  minimum: 1,
  maximum: VERSION_MAX,
  description: 'The version that was read; if another one is current, nothing is changed',
})

export const RollbackBody = Type.Object(
  { version: Version, expected_version: Type.Optional(ExpectedVersion) },
  { additionalProperties: false },
)

/** The version before which a page of versions, newest first, begins. Throws a 400 Problem. */
export function versionBefore(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined
  return Math.min(Number(decodeCursor(cursor, { version: 'number' }).version), VERSION_MAX)
}

/** One page of rows that were read with one more than `limit`. */
export const versionsPage = <T extends { version: number }>(rows: T[], limit: number) =>
  pageOf(rows, limit, ({ version }) => ({ version: String(version) }))

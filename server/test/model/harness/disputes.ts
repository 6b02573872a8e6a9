import { codeHmac } from '../../../src/scanning/index.ts'
import type { Brand } from '../reference/brand.ts'
import type { Stage } from './stage.ts'

/** Who disputes which code: each member a code once. */
export interface Disputed {
  by: string
  code: string
}

/** What there is to dispute, and to settle. */
export interface KnownDisputes {
  refused: Disputed[]
  /** The youngest first, those that are over as well. */
  disputes: (Disputed & { dispute: string })[]
}

interface Row {
  id: string
  member_id: string
  hmac: string
}

const REFUSED = `
  select min(id::text) as id, member_id, encode(hmac, 'hex') as hmac from code_attempts
  where brand_id = $1 and verdict = 'claimed_by_another' and member_id is not null group by 2, 3 order by 1 desc`

const DISPUTES = `
  select id, member_id, encode(hmac, 'hex') as hmac from disputes where brand_id = $1 order by id desc`

/** Reads which scans were refused because another has the code, and what was disputed. */
export async function readDisputes(stage: Stage): Promise<KnownDisputes> {
  const { theatre, brand, members } = stage
  const codeOf = codesByHmac(stage)
  const read = async (text: string) => {
    const { rows } = await theatre.admin.query<Row>(text, [brand.id])
    return rows.flatMap(({ id, member_id, hmac }) => {
      const by = members.find(member => member.id === member_id)?.name
      const code = codeOf.get(hmac)
      return by === undefined || code === undefined ? [] : [{ id, by, code }]
    })
  }
  const refused = await read(REFUSED)
  const disputes = await read(DISPUTES)
  return {
    refused: refused.map(({ by, code }) => ({ by, code })),
    disputes: disputes.map(({ id, ...disputed }) => ({ dispute: id, ...disputed })),
  }
}

const codesByHmac = ({ theatre, codes }: Stage) =>
  new Map(codes.map(({ code }) => [codeHmac(theatre.world.platform.keys, code), code]))

export type DisputeBooks = Record<string, string>

const BOOKS = `
  select member_id, claimed_by, encode(hmac, 'hex') as hmac, state, points from disputes where brand_id = $1 order by id`

const spell = (claimedBy: string, state: string, points: number | null) =>
  `against ${claimedBy}: ${state}, points ${points}`

/** What is kept of disputes. */
export async function readDisputeBooks(stage: Stage, nameOf: (id: string) => string): Promise<DisputeBooks> {
  const codeOf = codesByHmac(stage)
  const { rows } = await stage.theatre.admin.query(BOOKS, [stage.brand.id])
  return Object.fromEntries(
    rows.map(({ member_id, claimed_by, hmac, state, points }) => [
      `${nameOf(member_id)} about ${codeOf.get(hmac)}`,
      spell(nameOf(claimed_by), state, points),
    ]),
  )
}

/** Disputes as the model has them. */
export const expectedDisputes = ({ disputes }: Brand): DisputeBooks =>
  Object.fromEntries(
    disputes.map(({ member, code, claimedBy, state, points }) => [
      `${member} about ${code}`,
      spell(claimedBy, state, points),
    ]),
  )

import { Readable } from 'node:stream'
import { readMember } from '../../members/index.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Brand } from '../../tenancy/index.ts'
import type { ExportRow, Section } from './section.ts'
import { SECTIONS } from './sections.ts'

/** So many rows are read, and in memory, at once. */
const ROWS_A_PAGE = 500

/**
 * All that is kept about a member, as one JSON document, streamed page by page: neither memory nor a transaction grows
 * with the history. Throws a 401 Problem when the member is gone.
 */
export async function exportMember(platform: Platform, brand: Brand, memberId: string): Promise<Readable> {
  const profile = await readProfile(platform, brand.id, memberId)
  return Readable.from(write(platform, brand, profile))
}

async function* write(platform: Platform, brand: Brand, profile: Profile): AsyncGenerator<string> {
  const head = {
    exported_at: platform.clock().toISOString(),
    brand: { slug: brand.slug, name: brand.name },
    profile,
  }
  yield JSON.stringify(head).slice(0, -1)
  let operations = 0
  for (const section of SECTIONS) {
    yield `,\n${JSON.stringify(section.name)}:[`
    let isFirst = true
    for await (const rows of pagesOf(platform, brand.id, profile.id, section)) {
      operations += rows.filter(({ client_op_id }) => typeof client_op_id === 'string').length
      yield (isFirst ? '' : ',') + rows.map(row => JSON.stringify(shown(section, row, platform))).join(',\n')
      isFirst = false
    }
    yield ']'
  }
  yield `,\n"operations":${JSON.stringify({ count: operations })}}\n`
}

function shown(section: Section, row: ExportRow, platform: Platform): object {
  if (section.show) return section.show(row, platform)
  const { cursor: _, ...rest } = row
  return rest
}

async function* pagesOf(
  { db }: Platform,
  brandId: number,
  memberId: string,
  section: Section,
): AsyncGenerator<ExportRow[]> {
  let after: string | null = null
  for (;;) {
    const values: unknown[] = [brandId, memberId, after, ROWS_A_PAGE]
    const rows: ExportRow[] = await db.transaction(brandId, tx => tx.raw<ExportRow>(section.sql, values))
    if (rows.length > 0) yield rows
    if (rows.length < ROWS_A_PAGE) return
    after = (rows.at(-1) as ExportRow).cursor
  }
}

type Profile = Awaited<ReturnType<typeof readProfile>>

async function readProfile({ db }: Platform, brandId: number, memberId: string) {
  const {
    brand_id: _,
    ranks_rewarded,
    ...member
  } = await db.transaction(brandId, tx => readMember(tx, memberId))
  return member
}

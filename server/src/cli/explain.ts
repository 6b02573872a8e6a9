import type { Command } from 'commander'
import { Problem } from '../platform/errors.ts'
import { UUID_PATTERN } from '../platform/id.ts'
import type { Platform } from '../platform/platform.ts'
import { type CodeStory, explainCode, explainId, type IdStory, parseCode } from '../scanning/index.ts'
import { createBrands } from '../tenancy/index.ts'
import { describeCode, describeId } from './explain-sentences.ts'
import { findBrand, listBrandKeys } from './find-brand.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { say, sayJson, styled } from './terminal.ts'

export function addExplain(program: Command) {
  program
    .command('explain')
    .description('tell what happened to a code, an operation or a request; without personal data')
    .argument('<what>', 'a code (or its address), an operation id, or a request id')
    .option('--brand <slug>', 'look in this brand only')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s synergy -- explain 7K3M-Q2ZD-9TXA-B4CE --brand fernwood
  npm run -s synergy -- explain 0197d2a4-5b1c-7e3f-9a80-1c2d3e4f5a6b`,
    )
    .action(async (what: string, options: { brand?: string }, command: Command) => {
      const found = await withPlatform(command, platform => explain(platform, what, options.brand))
      if (commonOptions(command).json) return sayJson({ found })
      for (const { brand, ...story } of found) {
        say(styled('bold', `${brand.name} (${brand.slug}), times in ${brand.time_zone}`))
        const lines = story.code
          ? describeCode(story.code, brand.time_zone)
          : describeId(story.id, brand.time_zone)
        for (const line of lines) say(line)
        say()
      }
    })
}

type Story = { code: CodeStory; id?: never } | { code?: never; id: IdStory }
type Found = Story & { brand: { slug: string; name: string; time_zone: string } }

/** Looks in every brand that is meant, one after the other: row-level security shows one at a time. */
async function explain(platform: Platform, what: string, slug: string | undefined): Promise<Found[]> {
  const ids = slug === undefined ? await listBrandKeys(platform) : [await findBrand(platform, slug)]
  const look = readSubject(platform, what)
  const brands = createBrands(platform)
  const found: Found[] = []
  for (const { id } of ids) {
    const story = await look(id)
    if (!story) continue
    const { slug, name, timeZone } = await brands.byId(id)
    found.push({ brand: { slug, name, time_zone: timeZone }, ...story })
  }
  if (found.length > 0) return found
  const where = slug === undefined ? `any of ${ids.length} brands` : `the brand ${slug}`
  throw new Problem(404, 'nothing_known', `Nothing is known of it in ${where}`, {
    detail: 'A request that changed nothing leaves no trace here; the log of that time may have its id.',
  })
}

function readSubject(platform: Platform, what: string): (brandId: number) => Promise<Story | undefined> {
  const text = what.trim()
  if (new RegExp(UUID_PATTERN).test(text)) {
    return async brandId => {
      const id = await platform.db.transaction(brandId, tx => explainId(tx, text.toLowerCase()))
      return id && { id }
    }
  }
  const code = parseCode(/\/s\/([^/?#]+)/.exec(text)?.[1] ?? text)
  if (code === null) {
    throw new Problem(400, 'not_an_id', 'That is neither a code nor an id', {
      detail:
        'A code has 16 letters and digits, and perhaps a check character; an id looks like 0197d2a4-5b1c-….',
    })
  }
  return async brandId => {
    const story = await platform.db.transaction(brandId, tx =>
      explainCode(tx, platform.keys, code, platform.clock()),
    )
    return story && { code: story }
  }
}

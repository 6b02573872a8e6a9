import { type Command, InvalidArgumentError } from 'commander'
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
    .argument('<what>', 'a code (or its address), an operation id, or a request id', readSubject)
    .option('--brand <slug>', 'look in this brand only')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s synergy -- explain 7K3M-Q2ZD-9TXA-B4CE --brand fernwood
  npm run -s synergy -- explain 0197d2a4-5b1c-7e3f-9a80-1c2d3e4f5a6b`,
    )
    .action(async (subject: Subject, options: { brand?: string }, command: Command) => {
      const found = await withPlatform(command, platform => explain(platform, subject, options.brand))
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

/** What is asked about: an id in lower case, or a code in canonical form. */
type Subject = { id: string } | { code: string }
type Story = { code: CodeStory; id?: never } | { code?: never; id: IdStory }
type Found = Story & { brand: { slug: string; name: string; time_zone: string } }

/** Throws InvalidArgumentError for what is neither a code nor an id. */
function readSubject(text: string): Subject {
  const what = text.trim()
  if (new RegExp(UUID_PATTERN).test(what)) return { id: what.toLowerCase() }
  const code = parseCode(/\/s\/([^/?#]+)/.exec(what)?.[1] ?? what)
  if (code !== null) return { code }
  throw new InvalidArgumentError(
    'A code has 16 letters and digits, and perhaps a check character; an id looks like 0197d2a4-5b1c-….',
  )
}

/** Looks in every brand that is meant, one after the other: row-level security shows one at a time. */
async function explain(platform: Platform, subject: Subject, slug: string | undefined): Promise<Found[]> {
  const ids = slug === undefined ? await listBrandKeys(platform) : [await findBrand(platform, slug)]
  const brands = createBrands(platform)
  const found: Found[] = []
  for (const { id } of ids) {
    const story = await explainIn(platform, id, subject)
    if (!story) continue
    const { slug, name, timeZone } = await brands.byId(id)
    found.push({ brand: { slug, name, time_zone: timeZone }, ...story })
  }
  if (found.length > 0) return found
  const where = slug === undefined ? 'any brand' : `the brand ${slug}`
  throw new Problem(404, 'nothing_known', `Nothing is known of it in ${where}`, {
    detail: 'A request that changed nothing leaves no trace here; the log of that time may have its id.',
  })
}

function explainIn(platform: Platform, brandId: number, subject: Subject): Promise<Story | undefined> {
  return platform.db.transaction(brandId, async tx => {
    if ('id' in subject) {
      const id = await explainId(tx, subject.id)
      return id && { id }
    }
    const code = await explainCode(tx, platform.keys, subject.code, platform.clock())
    return code && { code }
  })
}

import type { Command } from 'commander'
import { adoptTemplate, THIRD_SCAN } from '../achievements/index.ts'
import { invalid } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { DEFAULT_LADDER, insertLadder } from '../ranks/index.ts'
import { brandUrl, type CreateBrandInput, createBrand } from '../tenancy/index.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { gather, readPointsName } from './read-option.ts'
import { say, sayJson } from './terminal.ts'

interface Options {
  slug: string
  name: string
  timeZone: string
  currency: string
  pointsName?: { one: string; many: string }
  domain?: string[]
}

const HOST = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/

export function addBrandsCreate(brands: Command) {
  brands
    .command('create')
    .description('make a brand, with the default ladder of ranks and the achievement of the third scan')
    .requiredOption('--slug <slug>', 'its short name, in addresses too: lower-case letters, digits, hyphens')
    .requiredOption('--name <name>', 'its name, as people read it')
    .requiredOption('--time-zone <zone>', 'the IANA zone in which its days begin and end')
    .option('--currency <code>', 'ISO 4217 code of its prices', 'USD')
    .option('--points-name <one,many>', 'what a point and points are called', readPointsName)
    .option('--domain <host>', 'a host that is the brand’s; may be given again', gather)
    .addHelpText(
      'after',
      `
Example:
  npm run -s synergy -- brands create --slug fernwood --name "Fernwood Farms" \\
    --time-zone America/New_York --points-name leaf,leaves --domain go.fernwood.com`,
    )
    .action(async (options: Options, command: Command) => {
      const made = await withPlatform(command, platform => make(platform, options))
      if (commonOptions(command).json) return sayJson(made)
      say(`Brand ${made.slug} is made (id ${made.id}). Its app: ${made.url}`)
    })
}

async function make(platform: Platform, options: Options) {
  const domains = (options.domain ?? []).map(host => host.toLowerCase())
  checkHosts(domains)
  const input: CreateBrandInput = {
    slug: options.slug,
    name: options.name,
    timeZone: options.timeZone,
    currencyCode: options.currency.toUpperCase(),
    domains,
    ...(options.pointsName ? { settings: { points_name: options.pointsName } } : {}),
  }
  const id = await createBrand(platform, input, async tx => {
    const at = platform.clock()
    await insertLadder(tx, 1, DEFAULT_LADDER, at)
    await adoptTemplate(tx, { template: THIRD_SCAN.key, at, by: null })
  })
  return { id, slug: options.slug, url: await brandUrl(platform, id, platform.config.port) }
}

function checkHosts(domains: string[]) {
  for (const host of domains) {
    if (!HOST.test(host)) {
      throw invalid([{ field: 'domain', message: `${host} is not a host; write go.example.com.` }])
    }
  }
  if (new Set(domains).size < domains.length) {
    throw invalid([{ field: 'domain', message: 'The same host is given twice.' }])
  }
}

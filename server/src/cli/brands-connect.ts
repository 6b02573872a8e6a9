import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import Type from 'typebox'
import Value from 'typebox/value'
import { endStop } from '../customerio/index.ts'
import { audit } from '../operators/index.ts'
import { invalid } from '../platform/errors.ts'
import { type CustomerIoCredentials, hasShortSecret, storeCustomerIoCredentials } from '../tenancy/index.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { administratorOf } from './operator-options.ts'
import { say, sayJson } from './terminal.ts'

const Secret = Type.String({ minLength: 8, maxLength: 200 })
const Address = Type.String({ pattern: '^https?://' })
const Credentials = Type.Object(
  {
    site_id: Type.String({ minLength: 1, maxLength: 200 }),
    api_key: Secret,
    app_api_key: Secret,
    webhook_signing_keys: Type.Array(Secret, { minItems: 1, maxItems: 2 }),
    reporting_signing_keys: Type.Optional(Type.Array(Secret, { minItems: 1, maxItems: 2 })),
    mail_from: Type.String({ pattern: '@', maxLength: 200 }),
    region: Type.Optional(Type.Enum(['us', 'eu'])),
    track_url: Type.Optional(Address),
    app_url: Type.Optional(Address),
  },
  { additionalProperties: false },
)

const REGIONS = {
  us: { track_url: 'https://track.customer.io/api/v1', app_url: 'https://api.customer.io/v1' },
  eu: { track_url: 'https://track-eu.customer.io/api/v1', app_url: 'https://api-eu.customer.io/v1' },
}

export function addBrandsConnect(brands: Command) {
  brands
    .command('connect')
    .description('give a brand its Customer.io credentials, stored sealed; replaces those it had')
    .argument('<slug>', 'the brand')
    .argument(
      '<file>',
      'a JSON file with the credentials, or - for standard input: secrets stay out of the shell',
    )
    .addHelpText(
      'after',
      `
The file: {"site_id": "…", "api_key": "…", "app_api_key": "…", "webhook_signing_keys": ["…"],
  "mail_from": "Fernwood <hello@fernwood.com>", "region": "us"}
"reporting_signing_keys" where reporting webhooks have keys of their own. Two keys while one is being rotated, the
newer first. Instead of a region: "track_url" and "app_url".

Example:
  npm run -s synergy -- brands connect fernwood - < customer-io.json`,
    )
    .action(async (slug: string, file: string, _options: object, command: Command) => {
      const credentials = readCredentials(
        file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'),
      )
      await withPlatform(command, async platform => {
        const { brand, operator, requestId } = await administratorOf(platform, slug)
        if (!platform.config.demo && hasShortSecret(credentials)) {
          throw invalid([{ field: 'secrets', message: 'are shorter than those that Customer.io makes' }])
        }
        await storeCustomerIoCredentials(platform, brand.id, credentials, async tx => {
          await endStop(tx)
          const after = { site_id: credentials.site_id, track_url: credentials.track_url }
          const deed = {
            action: 'credentials.replaced',
            subject: 'customer.io',
            after,
            at: platform.clock(),
          }
          await audit(tx, platform.keys, { ...deed, operator, requestId })
        })
      })
      if (commonOptions(command).json) return sayJson({ slug, connected: true })
      say(
        `${slug} is connected. Servers use the new credentials within seconds; \`doctor\` looks whether they answer.`,
      )
    })
}

/** Throws a Problem that names the bad fields and never repeats a value. */
function readCredentials(json: string): CustomerIoCredentials {
  let given: unknown
  try {
    given = JSON.parse(json)
  } catch {
    throw invalid([{ field: 'file', message: 'is not JSON' }])
  }
  const errors = Value.Errors(Credentials, given).map(({ instancePath, message }) => ({
    field: instancePath.slice(1).replaceAll('/', '.') || 'file',
    message,
  }))
  if (errors.length > 0) throw invalid(errors)
  const { region = 'us', ...rest } = given as Type.Static<typeof Credentials>
  return { ...REGIONS[region], ...rest }
}

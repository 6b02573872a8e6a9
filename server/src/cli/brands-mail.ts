import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import Type from 'typebox'
import Value from 'typebox/value'
import { MailRefused, tryRelay } from '../mail/index.ts'
import { audit } from '../operators/index.ts'
import { invalid } from '../platform/errors.ts'
import { Dkim, faultOfRelay } from '../platform/mail-relay.ts'
import { type BrandRelay, storeBrandRelay } from '../tenancy/index.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { administratorOf } from './operator-options.ts'
import { say, sayJson } from './terminal.ts'

const Relay = Type.Object(
  {
    url: Type.String({ maxLength: 500 }),
    from: Type.String({ pattern: '^([^<>]*<)?[^<>@\\s]+@[^<>@\\s]+>?$', maxLength: 200 }),
    dkim: Type.Optional(Dkim),
  },
  { additionalProperties: false },
)

export function addBrandsMail(brands: Command) {
  brands
    .command('mail')
    .description(
      "give a brand an SMTP relay of its own for its members' mail, stored sealed; replaces the one it had",
    )
    .argument('<slug>', 'the brand')
    .argument('<file>', 'a JSON file, or - for standard input: secrets stay out of the shell')
    .option('--untried', 'do not sign in to the relay first')
    .addHelpText(
      'after',
      `
The file: {"url": "smtp://user:password@mail.fernwood.com:587", "from": "Fernwood <hello@fernwood.com>",
  "dkim": {"domain": "fernwood.com", "selector": "s1", "private_key": "-----BEGIN PRIVATE KEY-----…"}}
User and password percent-encoded; smtps:// where the relay wants TLS from the start. Without "dkim" the relay signs.

Example:
  npm run -s synergy -- brands mail fernwood - < relay.json`,
    )
    .action(async (slug: string, file: string, { untried }: { untried?: true }, command: Command) => {
      const relay = readRelay(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'))
      await withPlatform(command, async platform => {
        const { brand, operator, requestId } = await administratorOf(platform, slug)
        if (!untried) await mustAnswer(relay)
        const deed = {
          action: 'mail_relay.set',
          subject: 'smtp',
          after: { host: new URL(relay.url).host, from: relay.from },
          at: platform.clock(),
        }
        await storeBrandRelay(platform, brand.id, relay, tx =>
          audit(tx, platform.keys, { ...deed, operator, requestId }),
        )
      })
      if (commonOptions(command).json) return sayJson({ slug, relay: true })
      say(`${slug} sends its mail through ${new URL(relay.url).host} from now on.`)
    })
}

async function mustAnswer(relay: BrandRelay): Promise<void> {
  try {
    await tryRelay(relay)
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error
    throw invalid([{ field: 'url', message: `${error.message}; --untried stores it all the same` }])
  }
}

/** Throws a Problem that names the bad fields and never repeats a value. */
function readRelay(json: string): BrandRelay {
  let given: unknown
  try {
    given = JSON.parse(json)
  } catch {
    throw invalid([{ field: 'file', message: 'is not JSON' }])
  }
  const errors = Value.Errors(Relay, given).map(({ instancePath, message }) => ({
    field: instancePath.slice(1).replaceAll('/', '.') || 'file',
    message,
  }))
  if (errors.length > 0) throw invalid(errors)
  const relay = given as BrandRelay
  const fault = faultOfRelay(relay.url)
  if (fault) throw invalid([{ field: 'url', message: fault }])
  return relay
}

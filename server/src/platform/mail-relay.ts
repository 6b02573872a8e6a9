import Type from 'typebox'
import Value from 'typebox/value'

/** The key that mail is signed with, so that others believe that it is the domain's. */
export const Dkim = Type.Object(
  {
    domain: Type.String({ minLength: 3, maxLength: 253 }),
    selector: Type.String({ minLength: 1, maxLength: 63 }),
    private_key: Type.String({ pattern: '^-----BEGIN [A-Z ]*PRIVATE KEY-----' }),
  },
  { additionalProperties: false },
)
export type Dkim = Type.Static<typeof Dkim>

/** An SMTP server that takes mail for others: of the installation, or of one brand. */
export interface MailRelay {
  url: string
  dkim?: Dkim | undefined
}

/**
 * What is wrong with the address of a relay, in words that do not repeat it, or undefined. It is
 * `smtp://user:password@host:587` (with STARTTLS) or `smtps://…:465`, and has no options.
 */
export function faultOfRelay(url: string): string | undefined {
  const parsed = URL.parse(url)
  if (!parsed || !['smtp:', 'smtps:'].includes(parsed.protocol) || parsed.hostname === '') {
    return 'must be an address that begins with smtp:// or smtps://'
  }
  // The library would take any of its options from here, such as one that trusts every certificate.
  if (parsed.search || parsed.hash || !['', '/'].includes(parsed.pathname)) {
    return 'must end after the host and the port'
  }
  try {
    decodeURIComponent(parsed.username + parsed.password)
  } catch {
    return 'must have user and password percent-encoded'
  }
  return undefined
}

/** Reads a DKIM key written as JSON; undefined when it is not one. */
export function readDkim(json: string): Dkim | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return Value.Check(Dkim, value) ? value : undefined
  } catch {
    return undefined
  }
}

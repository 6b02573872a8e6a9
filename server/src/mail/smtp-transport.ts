import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { createTransport } from 'nodemailer'
import type { MailRelay } from '../platform/mail-relay.ts'
import { MailRefused } from './mail-refused.ts'
import { AUTO_SUBMITTED, HAND_OVER_MS, type OutgoingMail, type Transport } from './outgoing-mail.ts'

const CONNECT_MS = 5_000
const CONNECTIONS_MOST = 8
/** Relays close idle connections when they like; one that just went makes a mail wait for its second try. */
const IDLE_MS = 5_000
const RELAYS_MOST = 200

/** Who a mail is from: the address, and the name that it bears. */
export interface Sender {
  name: string
  address: string
}

/** Connections of this process, by relay: those of a relay that nobody used for a minute are closed. */
const pools = new LRUCache<string, ReturnType<typeof connect>>({
  max: RELAYS_MOST,
  ttl: 60_000,
  updateAgeOnGet: true,
  ttlAutopurge: true,
  dispose: pool => pool.close(),
})

/** An SMTP relay, by a few connections that are kept for the next mails. */
export const smtpTransport = (relay: MailRelay, from: Sender): Transport => ({
  async hand(mail) {
    try {
      const info = await poolOf(relay).sendMail({
        ...messageOf(mail, from),
        signal: AbortSignal.timeout(HAND_OVER_MS),
      })
      return `message ${info.messageId}`
    } catch (error) {
      throw error instanceof MailRefused ? error : refusalOf(error as SmtpError)
    }
  },
})

/** Signs in to a relay and says nothing else; throws what it says when it will not have us. */
export async function tryRelay(relay: MailRelay): Promise<void> {
  const pool = connect(relay)
  try {
    await pool.verify()
  } catch (error) {
    throw refusalOf(error as SmtpError)
  } finally {
    pool.close()
  }
}

function poolOf(relay: MailRelay) {
  const key = createHash('sha256').update(JSON.stringify(relay)).digest('base64')
  const known = pools.get(key)
  if (known) return known
  const pool = connect(relay)
  pools.set(key, pool)
  return pool
}

function connect({ url, dkim }: MailRelay) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const secure = protocol === 'smtps:'
  const isHere = host === 'localhost' || host === '127.0.0.1' || host === '::1'
  return createTransport({
    pool: true,
    host,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    // Without TLS a link that signs in would be read on the way. To this machine itself there is no way.
    requireTLS: !secure && !isHere,
    ignoreTLS: !secure && isHere,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    ...(dkim
      ? { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.private_key } }
      : {}),
    maxConnections: CONNECTIONS_MOST,
    // The second try is ours to count: the pool makes none of its own.
    maxRequeues: 0,
    idleTimeout: IDLE_MS,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: HAND_OVER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** One mailbox, in any script, that no mail server and no library can read as two. */
const MAILBOX = /^[^\p{C}\s<>()[\]\\"',;:@]+@[^\p{C}\s<>()[\]\\"',;:@]+$/u

/** Addresses are given as parts, never as text that is parsed: what is in them stays in them. */
function messageOf(mail: OutgoingMail, from: Sender) {
  if (!MAILBOX.test(mail.recipient)) throw new MailRefused('refused', 'the address is none to write to')
  return {
    from,
    to: { name: '', address: mail.recipient },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.id}@${from.address.split('@').at(-1)}>`,
    headers: AUTO_SUBMITTED,
  }
}

interface SmtpError extends Error {
  code?: string
  command?: string
  responseCode?: number
  response?: string
}

/** What no second try would change, although no server said so. */
const FOR_GOOD = new Set(['EENVELOPE', 'EMESSAGE', 'ECONFIG', 'ENOAUTH', 'EOAUTH2'])

/** What a relay's answer means. Of its text only the codes are kept: the rest names whom the mail is for. */
function refusalOf({ code = 'unknown', command, responseCode, response = '' }: SmtpError): MailRefused {
  const where = command ? ` at ${command}` : ''
  if (responseCode === undefined) {
    const kind = FOR_GOOD.has(code) ? 'refused' : 'no_answer'
    return new MailRefused(kind, `the mail relay did not take it (${code}${where})`)
  }
  const detail = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]
  const said = `the mail relay answered ${responseCode}${detail ? ` ${detail}` : ''}${where}`
  return new MailRefused(responseCode < 500 ? 'busy' : 'refused', said)
}

import { NewestList } from './newest-list.ts'
import type { Identifiers } from './operation.ts'

export type Mail = {
  workspace: string
  identifiers: Identifiers
  to: string
  /** The bare address. */
  recipient: string
  from: string | null
  subject: string
  body: string
  plain?: string
  links: string[]
  codes: string[]
  sent_at: string
  delivery_id: string
}

const MAIL_LIMIT = 1_000

/** The mail that was "sent", newest kept. */
export class Mailbox {
  readonly #mails = new NewestList<Mail>(MAIL_LIMIT)

  add(mail: Mail): void {
    this.#mails.push(mail)
  }

  /** The mail to that address, or all of it, newest first. */
  find(to: string | undefined): Mail[] {
    const wanted = to?.toLowerCase()
    return this.#mails
      .all()
      .filter(mail => wanted === undefined || mail.recipient === wanted)
      .reverse()
  }

  clear(): void {
    this.#mails.clear()
  }
}

/** The bare address of `Ada <ada@example.com>`, in lower case. */
export function addressOf(recipient: string): string {
  return (/<([^<>]+)>\s*$/.exec(recipient)?.[1] ?? recipient).trim().toLowerCase()
}

/** The web addresses in a mail, in order of appearance, each once. */
export function findLinks(html: string, plain: string): string[] {
  const fromHtml = [...html.matchAll(/href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(match =>
    unescapeHtml(match[1] ?? match[2] ?? ''),
  )
  const bare = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g
  const fromText = [...`${visibleText(html)}\n${plain}`.matchAll(bare)].map(match => match[0])
  return [...new Set([...fromHtml, ...fromText])].filter(link => /^https?:\/\//i.test(link))
}

/** The six-digit codes that a reader would see, in order of appearance, each once. */
export function findCodes(subject: string, html: string, plain: string): string[] {
  const text = `${subject}\n${visibleText(html)}\n${plain}`.replace(/https?:\/\/\S+/g, ' ')
  return [...new Set([...text.matchAll(/(?<![\w#-])\d{6}(?![\w-])/g)].map(match => match[0]))]
}

function visibleText(html: string): string {
  const withoutCode = html.replace(/<(style|script|head)\b[\s\S]*?<\/\1\s*>/gi, ' ')
  return unescapeHtml(withoutCode.replace(/<[^>]*>/g, ' '))
}

function unescapeHtml(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
  return text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name) return named[name.toLowerCase()] ?? whole
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}

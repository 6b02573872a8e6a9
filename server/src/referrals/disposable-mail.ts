import { readFileSync } from 'node:fs'
import { mailDomain } from './mailbox.ts'

/** Domains of mailboxes that are thrown away after use, as data: `#` begins a comment. */
const DOMAINS: ReadonlySet<string> = new Set(
  readFileSync(new URL('./disposable-domains.txt', import.meta.url), 'utf8')
    .split('\n')
    .flatMap(line => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter(domain => domain !== ''),
)

/** Whether an e-mail address is of a provider of throw-away mailboxes, or below one of its domains. */
export function isDisposable(email: string): boolean {
  const labels = mailDomain(email).split('.')
  return labels.some((_, i) => DOMAINS.has(labels.slice(i).join('.')))
}

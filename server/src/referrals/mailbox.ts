/** Providers that ignore dots before the @, with the one name that all their addresses go by here. */
const IGNORES_DOTS: ReadonlyMap<string, string> = new Map([
  ['gmail.com', 'gmail.com'],
  ['googlemail.com', 'gmail.com'],
])

/** The domain of an e-mail address, in lower case. */
export const mailDomain = (email: string): string =>
  email
    .slice(email.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()

/** One spelling for all addresses that lead to one mailbox: without `+tag`, and without dots where they do not matter. */
export function mailboxOf(email: string): string {
  const domain = mailDomain(email)
  const local = email.trim().toLowerCase().slice(0, email.trim().lastIndexOf('@'))
  const untagged = local.replace(/(?<=.)\+.*$/s, '')
  const oneName = IGNORES_DOTS.get(domain)
  return oneName === undefined ? `${untagged}@${domain}` : `${untagged.replaceAll('.', '')}@${oneName}`
}

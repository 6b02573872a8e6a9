/** Something that must survive a reload of this tab but not the tab: the claim being made, operation ids. */
export function keep(key: string, value: unknown) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // A full or forbidden storage costs the memory of a reload, nothing else.
  }
}

/** What `keep` was given, or null. */
export function kept<Value>(key: string): Value | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Value | null
  } catch {
    return null
  }
}

export function forget(key: string) {
  sessionStorage.removeItem(key)
}

/** The operation id for `subject`, the same until the tab closes, so that a retry is the same operation. */
export function operationId(subject: string): string {
  const key = `operation:${subject}`
  const known = kept<string>(key)
  if (known) return known
  const made = crypto.randomUUID()
  keep(key, made)
  return made
}

/** Ends an operation that was answered, so that the same asked for again is another one. */
export function endOperation(subject: string) {
  forget(`operation:${subject}`)
}

/** What a check has found; `advice` says what to do about a warning or a failure. */
export interface Finding {
  status: 'ok' | 'warn' | 'fail' | 'skipped'
  found: string
  advice?: string
}

/** One question to an installation. What `look` throws counts as a failure of what it looked at. */
export interface Check<Subject> {
  name: string
  look(subject: Subject): Finding | Promise<Finding>
}

export interface NamedFinding extends Finding {
  name: string
}

export const ok = (found: string): Finding => ({ status: 'ok', found })
export const warn = (found: string, advice: string): Finding => ({ status: 'warn', found, advice })
export const fail = (found: string, advice: string): Finding => ({ status: 'fail', found, advice })
export const skipped = (why: string): Finding => ({ status: 'skipped', found: why })

/** What an error says, also when it is several that have no text of their own. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  const { message, code } = error as NodeJS.ErrnoException
  return message || code || String(error)
}

/** Asks each question, one after the other; without a subject all are skipped, for the reason given instead. */
export async function* look<Subject>(
  checks: Check<Subject>[],
  subject: Subject | undefined,
  whyNot: string,
): AsyncGenerator<NamedFinding> {
  for (const check of checks) {
    if (subject === undefined) yield { name: check.name, ...skipped(whyNot) }
    else yield { name: check.name, ...(await lookOnce(check, subject)) }
  }
}

async function lookOnce<Subject>(check: Check<Subject>, subject: Subject): Promise<Finding> {
  try {
    return await check.look(subject)
  } catch (error) {
    return fail(`could not be checked: ${reasonOf(error)}`, 'Mend what this says, and ask again.')
  }
}

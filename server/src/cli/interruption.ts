/** Ctrl-C or a request to end: the command stopped half-way, and undid what it could. */
export class Interruption extends Error {
  override name = 'Interruption'
}

/**
 * Does `work` with a signal that Ctrl-C and SIGTERM abort, so that it can end in good order: roll back, stop what it
 * started. A second Ctrl-C ends the process at once.
 */
export async function interruptible<T>(work: (interrupted: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const interrupt = () => controller.abort(new Interruption('Interrupted.'))
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    return await work(controller.signal)
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

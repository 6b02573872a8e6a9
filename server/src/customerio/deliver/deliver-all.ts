import type { Platform } from '../../platform/platform.ts'
import { OUTBOX_LANES } from '../../tenancy/index.ts'
import { type Destination, deliverBatches } from './deliver-batches.ts'

/** At most so many deliveries share a brand's lanes. */
const SHARES_MAX = 8

/**
 * Sends a brand's waiting events until there are none or the rest has to wait. One delivery takes all lanes; the more
 * there is, the more of them share the lanes, each with a batch of its own under way. Answers whether it came to an end
 * with everything that could be taken sent, at least something.
 */
export async function deliverAll(platform: Platform, to: Destination, stop: AbortSignal): Promise<boolean> {
  let shares = 1
  let running = 0
  let hasSent = false
  let isHalted = false
  const deliveries: Promise<void>[] = []
  const errors: unknown[] = []

  async function run() {
    while (!stop.aborted && !isHalted && running <= shares) {
      const came = await deliverBatches(platform, to, OUTBOX_LANES / shares)
      if (came === 'halted') isHalted = true
      if (came === 'halted' || came === 'idle') return
      hasSent = true
      if (came === 'sent') shares = Math.max(1, shares / 2)
      if (came === 'full') shares = Math.min(SHARES_MAX, shares * 2)
      while (came === 'full' && running < shares) start()
    }
  }

  function start() {
    running += 1
    const ended = run()
      .catch(error => {
        // The others end as well, and then it is said.
        isHalted = true
        errors.push(error)
      })
      .finally(() => {
        running -= 1
      })
    deliveries.push(ended)
  }

  start()
  // Others may be started while these are waited for.
  for (let i = 0; i < deliveries.length; i++) await deliveries[i]
  if (errors.length > 0) throw errors[0]
  return hasSent && !isHalted
}

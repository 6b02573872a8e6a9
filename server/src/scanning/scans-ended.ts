/** Longer than a scan lasts that has seen a batch as it was: the rest of its reading, its write and the commit. */
const SCANS_END_MS = 15_000

/**
 * When work that follows from a changed batch may begin: scans that saw it before the change have ended by then. By the
 * queue's clock, which is the real one.
 */
export const whenScansHaveEnded = (): Date => new Date(Date.now() + SCANS_END_MS)

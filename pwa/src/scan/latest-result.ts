import type { ScanResult } from '../api/shapes.ts'
import { keep, kept } from '../session/kept.ts'

const key = 'latest_result'

/** Holds what the server said about a scan for the screen that shows it, also over a reload. */
export const keepResult = (result: ScanResult) => keep(key, result)

export const latestResult = () => kept<ScanResult>(key)

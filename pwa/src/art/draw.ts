import { leaves } from './leaves.ts'
import { bands, grain, waves } from './patterns.ts'
import { randomFrom } from './random.ts'
import { stars } from './stars.ts'
import type { Drawing, Stroke } from './stroke.ts'
import { topography } from './topography.ts'

const drawings: Record<string, Drawing> = { leaves, topography, stars, grain, bands, waves }

const done = new Map<string, Stroke[]>()

/** The drawing of a motif for a seed, the same everywhere; a motif not known here yet becomes height lines. */
export function draw(motif: string, seed: number): Stroke[] {
  const key = `${motif}:${seed}`
  const known = done.get(key)
  if (known) return known
  const strokes = (drawings[motif] ?? topography)(randomFrom(seed))
  done.set(key, strokes)
  return strokes
}

import { Strokes } from '../art/art.tsx'
import { randomFrom, seedFrom } from '../art/random.ts'

const materials: Record<string, string> = {
  common: 'material-paper',
  uncommon: 'material-paper',
  rare: 'material-silver',
  epic: 'material-foil',
  legendary: 'material-holo',
}

/** The face of an achievement: a drawing of its own on the material of its rarity. */
export function Badge({ name, rarity, size = 56, faded = false }: BadgeProps) {
  const seed = seedFrom(name)
  const motif = randomFrom(seed).pick(['topography', 'leaves', 'waves'])
  return (
    <span
      class={`block shrink-0 overflow-hidden rounded-full ${materials[rarity] ?? 'material-paper'} ${faded ? 'opacity-70' : ''}`}
      style={{ width: `${size}px`, height: `${size}px` }}
    >
      <svg viewBox="60 60 280 280" aria-hidden="true" class="badge-lines size-full">
        <Strokes motif={motif} seed={seed} />
        <circle cx="200" cy="200" r="128" fill="none" stroke="currentColor" stroke-width="5" />
      </svg>
    </span>
  )
}

type BadgeProps = { name: string; rarity: string; size?: number; faded?: boolean }

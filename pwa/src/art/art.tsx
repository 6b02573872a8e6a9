import { draw } from './draw.ts'

type ArtProps = { motif: string; seed: number; class?: string; drawn?: boolean }

/** A drawing in the colour of the text around it; decoration, so silent for screen readers. */
export function Art({ motif, seed, class: className = '', drawn = false }: ArtProps) {
  return (
    <svg
      viewBox="0 0 400 400"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      class={`${drawn ? 'drawn ' : ''}${className}`}
    >
      <Strokes motif={motif} seed={seed} />
    </svg>
  )
}

/** The same inside another picture. */
export function Strokes({ motif, seed }: { motif: string; seed: number }) {
  return draw(motif, seed).map(stroke => (
    <path
      key={stroke.d}
      d={stroke.d}
      pathLength={1}
      fill={stroke.filled ? 'currentColor' : 'none'}
      stroke={stroke.filled ? 'none' : 'currentColor'}
      stroke-width={stroke.width}
      opacity={stroke.opacity}
    />
  ))
}

/** The motif of the brand that this page belongs to; the server wrote it on the document. */
export const brandMotif = () => document.documentElement.dataset.motif ?? 'topography'

import { words } from '../words/index.ts'

type BonesProps = { picture?: boolean; lines?: number }

/** The shape of what is coming, seen only when it takes longer than 150 ms. */
export function Bones({ picture = false, lines = 4 }: BonesProps) {
  return (
    <div class="bones flex flex-col gap-5" role="status" aria-label={words.common.loading}>
      {picture && <PicturePlace />}
      <div class="bone bone-title" />
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} class={`bone bone-line ${line % 3 === 2 ? 'bone-short' : ''}`} />
      ))}
    </div>
  )
}

// The same outline stands in index.html: it is the first thing that is painted.
function PicturePlace() {
  return (
    <div class="bone bone-picture">
      <svg viewBox="0 0 400 344" aria-hidden="true">
        <path d="M150 78h100v34H150zM146 112h108c18 8 26 20 26 38v96c0 20-10 30-30 30H150c-20 0-30-10-30-30v-96c0-18 8-30 26-38zM120 178h160v52H120z" />
      </svg>
    </div>
  )
}

import { words } from '../words/index.ts'

type BonesProps = { picture?: boolean; lines?: number }

/** The shape of what is coming, seen only when it takes longer than 150 ms. */
export function Bones({ picture = false, lines = 4 }: BonesProps) {
  return (
    <div class="bones flex flex-col gap-5" role="status" aria-label={words.common.loading}>
      {picture && <div class="bone bone-picture" />}
      <div class="bone bone-title" />
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} class={`bone bone-line ${line % 3 === 2 ? 'bone-short' : ''}`} />
      ))}
    </div>
  )
}

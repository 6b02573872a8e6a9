/** How much of something is done, from 0 to 1; `text` says it in words. */
export function Progress({ part, text }: { part: number; text: string }) {
  const held = Math.max(0, Math.min(1, part))
  return (
    <div
      class="progress"
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(held * 100)}
      aria-label={text}
      aria-valuetext={text}
    >
      <span style={{ transform: `scaleX(${held})` }} />
    </div>
  )
}

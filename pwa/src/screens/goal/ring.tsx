import type { ComponentChildren } from 'preact'

type RingProps = { part: number; text: string; children: ComponentChildren }

/** How much of something is done, from 0 to 1, around what is written in the middle; `text` says it in words. */
export function Ring({ part, text, children }: RingProps) {
  const held = Math.max(0, Math.min(1, part))
  return (
    <div
      class="goal-ring"
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(held * 100)}
      aria-valuetext={text}
      aria-label={text}
    >
      <svg viewBox="0 0 200 200" aria-hidden="true">
        <circle cx="100" cy="100" r="90" class="goal-ring-way" />
        {/* A round end has a length of its own, which nothing must not show. */}
        {held > 0 && (
          <circle
            cx="100"
            cy="100"
            r="90"
            pathLength={1}
            class="goal-ring-done"
            style={{ '--part': String(held) }}
          />
        )}
      </svg>
      <div class="goal-ring-words">{children}</div>
    </div>
  )
}

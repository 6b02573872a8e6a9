import type { ComponentChildren } from 'preact'
import { formatNumber } from '../words/format.ts'

type FigureProps = { children: ComponentChildren; value: number; heading?: boolean }

/** The one number of a screen, as large as it fits on one line. */
export function Figure({ children, value, heading = false }: FigureProps) {
  const Tag = heading ? 'h1' : 'p'
  return (
    <div class="figure-frame">
      <Tag
        class="figure font-display"
        style={{ '--characters': String(formatNumber(value).length + (heading ? 1 : 0)) }}
        {...(heading ? { tabIndex: -1 } : {})}
      >
        {children}
      </Tag>
    </div>
  )
}

import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { words } from '../words/index.ts'
import { Icon } from './icon.tsx'
import { Nav } from './nav.tsx'
import { stepBackTo } from './step-back.ts'
import { useConfig } from './use-config.ts'

type ScreenProps = {
  /** The name of the screen in the tab and for those who hear the page. */
  title: string
  children: ComponentChildren
  /** The place one step back; without it the bar shows the brand. */
  back?: string
  /** The bottom navigation, for members. */
  nav?: boolean
  /** Something at the right end of the bar. */
  aside?: ComponentChildren
  /** The dark side of the brand, for a moment worth it. */
  onCard?: boolean
}

let shown = 0
let wentBack = false
addEventListener('popstate', () => {
  wentBack = true
})

/** The frame that every screen shares: bar, content, navigation; it moves the focus to the heading on arrival. */
export function Screen({ title, children, back, nav = false, aside, onCard = false }: ScreenProps) {
  const config = useConfig()
  const main = useRef<HTMLElement>(null)
  const name = config?.brand.name

  useEffect(() => {
    document.title = name ? `${title} · ${name}` : title
  }, [title, name])

  useEffect(() => {
    // The first screen is where the browser put the reader; later ones must be announced.
    if (shown++ === 0) return
    main.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
    // The browser restores the place of a page that is gone back to; any other starts at its top.
    if (!wentBack) scrollTo(0, 0)
    wentBack = false
  }, [])

  return (
    <div class={`column ${nav ? 'with-nav' : ''} ${onCard ? 'on-card bg-card! text-on-card' : ''}`}>
      <header class="bar">
        {back ? (
          <Back to={back} />
        ) : (
          <a href="/" class="inline-flex min-h-11 items-center font-display text-lead no-underline">
            {name ?? '\u00a0'}
          </a>
        )}
        {aside}
      </header>
      <main class="screen" ref={main}>
        {children}
      </main>
      {nav && <Nav />}
    </div>
  )
}

// One step back is where somebody came from; by a deep link it is a new place.
function Back({ to }: { to: string }) {
  const stepBack = (event: Event) => {
    if (!stepBackTo(to)) return
    event.preventDefault()
    // The router takes every link that it hears of.
    event.stopPropagation()
  }
  return (
    <a
      href={to}
      class="-ml-3 grid size-11 place-items-center"
      aria-label={words.common.back}
      onClick={stepBack}
    >
      <Icon name="back" />
    </a>
  )
}

/** The sentence that a screen is about. */
export function Heading({
  children,
  class: className = '',
}: {
  children: ComponentChildren
  class?: string
}) {
  return (
    <h1 tabIndex={-1} class={`font-display text-title ${className}`}>
      {children}
    </h1>
  )
}

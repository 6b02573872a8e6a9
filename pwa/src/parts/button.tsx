import type { ComponentChildren } from 'preact'

type Look = 'main' | 'quiet' | 'plain' | 'danger'

type ButtonProps = {
  children: ComponentChildren
  look?: Look
  busy?: boolean
  submit?: boolean
  disabled?: boolean
  onClick?: () => void
}

/** A button that keeps its words and its focus while it is busy, and does nothing a second time. */
export function Button({ children, look = 'main', busy = false, submit, disabled, onClick }: ButtonProps) {
  const off = busy || disabled
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class={`button button-${look}`}
      aria-busy={busy}
      aria-disabled={off ? 'true' : undefined}
      onClick={event => {
        if (off) event.preventDefault()
        else onClick?.()
      }}
    >
      {children}
    </button>
  )
}

/** A way to another screen that looks like a button. */
export function ButtonLink({ children, look = 'main', href }: ButtonLinkProps) {
  return (
    <a href={href} class={`button button-${look}`}>
      {children}
    </a>
  )
}

type ButtonLinkProps = { children: ComponentChildren; look?: Look; href: string }

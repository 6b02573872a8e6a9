import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

type EmptyProps = { icon: IconName; title: string; body: string; children?: ComponentChildren }

/** In place of a list with nothing in it: why that is so, and the way on. */
export function Empty({ icon, title, body, children }: EmptyProps) {
  return (
    <div class="enter my-auto flex flex-col gap-4 py-8">
      <Icon name={icon} size={40} />
      <div class="flex flex-col gap-1">
        <h2 class="text-lead strong">{title}</h2>
        <p class="max-w-[38ch] text-quiet">{body}</p>
      </div>
      {children}
    </div>
  )
}

import { useLocation } from 'preact-iso'
import { words } from '../words/index.ts'
import { Icon, type IconName } from './icon.tsx'

type Place = { href: string; label: string; icon: IconName; main?: boolean; beside?: string[] }

const places: Place[] = [
  { href: '/', label: words.common.home, icon: 'home' },
  { href: '/scan', label: words.common.scan, icon: 'scan', main: true },
  {
    href: '/rewards',
    label: words.common.rewards,
    icon: 'gift',
    beside: ['/orders', '/wishlist', '/goal'],
  },
  { href: '/history', label: words.common.history, icon: 'history' },
]

/** The way around for members, where the thumb is. */
export function Nav() {
  const { path: here } = useLocation()
  return (
    <nav class="nav" aria-label={words.common.navigation}>
      {places.map(({ href, label, icon, main, beside = [] }) => (
        <a
          key={href}
          href={href}
          class={main ? 'nav-main' : ''}
          aria-current={here === href ? 'page' : beside.some(near => here.startsWith(near)) || undefined}
        >
          <span class="nav-icon">
            <Icon name={icon} />
          </span>
          {label}
        </a>
      ))}
    </nav>
  )
}

import { Icon, type IconName } from '../../parts/icon.tsx'
import { spendingWords } from '../../words/spending.ts'

const places: { href: string; label: string; icon: IconName }[] = [
  { href: '/goal', label: spendingWords.goal.title, icon: 'flag' },
  { href: '/wishlist', label: spendingWords.wishlist.title, icon: 'heart' },
  { href: '/orders', label: spendingWords.orders.title, icon: 'parcel' },
]

/** What a member has to do with rewards already: one goal, wishes, orders. */
export function YourPlaces() {
  return (
    <nav aria-label={spendingWords.rewards.places} class="places">
      {places.map(({ href, label, icon }) => (
        <a key={href} href={href} class="tile">
          <Icon name={icon} size={22} />
          {label}
        </a>
      ))}
    </nav>
  )
}

import type { Goal } from '../../api/shapes.ts'
import { Icon, type IconName } from '../../parts/icon.tsx'
import { spendingWords } from '../../words/spending.ts'

type Way = Goal['ways'][number]

const icons: Record<Way['kind'], IconName> = { scans: 'scan', friends: 'profile', achievement: 'seal' }
const places: Record<Way['kind'], string> = {
  scans: '/scan',
  friends: '/friends',
  achievement: '/achievements',
}

/** What brings the points that are missing, each a way of its own. */
export function Ways({ ways }: { ways: Way[] }) {
  const said = spendingWords.goal
  return (
    <section class="flex flex-col gap-3">
      <h2 class="text-lead strong">{said.ways}</h2>
      <ul class="tile divide-y divide-hairline">
        {ways.map(({ kind, text, ref }) => (
          <li key={`${kind}${ref}`}>
            <a href={places[kind]} class="flex min-h-14 items-center gap-4 px-5 py-3 no-underline">
              <Icon name={icons[kind]} />
              <span class="min-w-0 flex-1">{text}</span>
              <span class="text-quiet">
                <Icon name="next" size={18} />
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

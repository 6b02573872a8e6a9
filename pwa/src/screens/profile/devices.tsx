import { useInfiniteQuery, useMutation } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { devicesQuery } from '../../api/account-queries.ts'
import { answered, api } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import { queries } from '../../api/queries.ts'
import type { SignedInDevice } from '../../api/shapes.ts'
import { Button } from '../../parts/button.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { accountWords } from '../../words/account.ts'
import { daysBetween } from '../../words/days.ts'
import { formatDay } from '../../words/format.ts'

/** Where the member is signed in, and the way to sign out there. */
export default function Devices() {
  const { devices } = accountWords
  const pages = useInfiniteQuery(devicesQuery)
  return (
    <Screen title={devices.title} nav back="/profile">
      <div class="flex flex-col gap-2">
        <Heading>{devices.title}</Heading>
        <p class="text-quiet">{devices.body}</p>
      </div>
      <Loaded query={pages}>{data => <List items={data.pages.flatMap(page => page.items)} />}</Loaded>
      {pages.hasNextPage && (
        <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {accountWords.account.more}
        </Button>
      )}
    </Screen>
  )
}

function List({ items }: { items: SignedInDevice[] }) {
  const { devices } = accountWords
  const [said, setSaid] = useState('')
  const ending = useMutation({
    mutationFn: (one: SignedInDevice | null) => (one ? endOne(one.id) : endOthers()),
    onSuccess: (_, one) => {
      setSaid(one ? devices.ended(one.device) : devices.endedOthers)
      // The button that was pressed is about to go, and the focus with it.
      document.querySelector('h1')?.focus()
      return queries.invalidateQueries({ queryKey: devicesQuery.queryKey })
    },
  })
  return (
    <>
      <ul class="tile divide-y divide-hairline">
        {items.map(one => (
          <Row key={one.id} device={one} busy={ending.isPending} onEnd={() => ending.mutate(one)} />
        ))}
      </ul>
      <p role="status" class="text-small empty:hidden">
        {said}
      </p>
      <ProblemNote cause={ending.error} />
      {items.length > 1 && (
        <Button
          look="quiet"
          busy={ending.isPending && ending.variables === null}
          onClick={() => ending.mutate(null)}
        >
          {devices.endOthers}
        </Button>
      )}
    </>
  )
}

function Row({ device, busy, onEnd }: { device: SignedInDevice; busy: boolean; onEnd: () => void }) {
  const { devices } = accountWords
  const now = new Date()
  return (
    <li class="flex items-center justify-between gap-4 px-5 py-3">
      <div class="min-w-0">
        <p class="wrap-anywhere">{device.device}</p>
        <p class="text-small text-quiet">{devices.used(dayName(new Date(device.last_used_at), now))}</p>
        <p class="text-small text-quiet">{devices.since(formatDay(new Date(device.created_at), now))}</p>
      </div>
      {device.current ? (
        <p class="shrink-0 text-small strong">{devices.here}</p>
      ) : (
        <button
          type="button"
          class="min-h-11 shrink-0 text-small underline underline-offset-4"
          aria-label={devices.endOf(device.device)}
          aria-disabled={busy}
          onClick={() => !busy && onEnd()}
        >
          {devices.end}
        </button>
      )}
    </li>
  )
}

function dayName(day: Date, now: Date) {
  const ago = daysBetween(day, now)
  if (ago === 0) return accountWords.devices.today
  return ago === 1 ? accountWords.devices.yesterday : formatDay(day, now)
}

async function endOne(id: string) {
  try {
    await answered(api.DELETE('/api/me/sessions/{id}', { params: { path: { id } } }))
  } catch (cause) {
    // It had ended already, which is what was wanted.
    if (asProblem(cause).status !== 404) throw cause
  }
}

async function endOthers() {
  await answered(api.DELETE('/api/me/sessions'))
}

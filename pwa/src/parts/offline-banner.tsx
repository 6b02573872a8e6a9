import { useEffect, useState } from 'preact/hooks'
import { formatTime } from '../words/format.ts'
import { words } from '../words/index.ts'
import { Icon } from './icon.tsx'

/** Says since when there is no network; quiet, because most of the screen is still true. */
export function OfflineBanner() {
  const [since, setSince] = useState(navigator.onLine ? null : new Date())
  useEffect(() => {
    const offline = () => setSince(new Date())
    const online = () => setSince(null)
    addEventListener('offline', offline)
    addEventListener('online', online)
    return () => {
      removeEventListener('offline', offline)
      removeEventListener('online', online)
    }
  }, [])
  return (
    <div role="status">
      {since && (
        <p class="relative mx-auto flex max-w-[30rem] items-center gap-3 bg-tone px-5 py-2.5 text-small">
          <Icon name="cloud" size={20} />
          {words.common.offline(formatTime(since))}
        </p>
      )}
    </div>
  )
}

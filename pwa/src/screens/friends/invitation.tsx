import { useState } from 'preact/hooks'
import type { OwnReferrals } from '../../api/shapes.ts'
import { Art, brandMotif } from '../../art/art.tsx'
import { seedFrom } from '../../art/random.ts'
import { Button } from '../../parts/button.tsx'
import { friendWords } from '../../words/friends.ts'
import { InviteCode } from './invite-code.tsx'
import { useShare } from './use-share.ts'

/** The member's own link, as something to hand over. */
export function Invitation({ own }: { own: OwnReferrals }) {
  const [opened, setOpened] = useState(false)
  const { share, copyLink, copyMessage, said, note } = useShare(own)
  return (
    <section class="flex flex-col gap-3">
      <div class="on-card relative flex flex-col gap-1 overflow-hidden rounded-card bg-card px-6 py-7 text-on-card">
        <Art motif={brandMotif()} seed={seedFrom(own.code)} class="card-art absolute inset-0 size-full" />
        <p class="relative text-small text-on-card-quiet">{friendWords.code}</p>
        <p class="relative font-display text-title tracking-[0.06em] select-all wrap-anywhere">{own.code}</p>
        <p class="relative text-small text-on-card-quiet select-all wrap-anywhere">
          {own.link.replace(/^https?:\/\//, '')}
        </p>
      </div>
      {share && <Button onClick={share}>{friendWords.share}</Button>}
      <Button look={share ? 'quiet' : 'main'} onClick={copyLink}>
        {friendWords.copy}
      </Button>
      <p role="status" class="text-small empty:hidden">
        {said}
      </p>
      <div class="flex flex-col text-small">
        <details
          onToggle={event => {
            if (event.currentTarget.open && !opened) note('other')
            setOpened(event.currentTarget.open)
          }}
        >
          <Summary>{opened ? friendWords.qrHide : friendWords.qr}</Summary>
          {opened && <InviteCode />}
        </details>
        <details>
          <Summary>{friendWords.message}</Summary>
          <blockquote class="tile my-1 p-4 text-body wrap-anywhere">{own.message}</blockquote>
          <button type="button" class="min-h-11 underline underline-offset-4" onClick={copyMessage}>
            {friendWords.copyMessage}
          </button>
        </details>
      </div>
    </section>
  )
}

function Summary({ children }: { children: string }) {
  return (
    <summary class="inline-flex min-h-11 list-none items-center underline underline-offset-4">
      {children}
    </summary>
  )
}

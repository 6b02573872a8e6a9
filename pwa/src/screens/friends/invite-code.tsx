import { useQuery } from '@tanstack/preact-query'
import { inviteCodeQuery } from '../../api/account-queries.ts'
import { Bones } from '../../parts/bones.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { friendWords } from '../../words/friends.ts'

/** The link as a picture; on white in both themes, or some cameras read nothing. */
export function InviteCode() {
  const picture = useQuery(inviteCodeQuery)
  return (
    <Loaded query={picture} bones={<Bones lines={6} />}>
      {svg => (
        <div class="flex flex-col items-center gap-2 py-2">
          <img
            src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
            alt={friendWords.qrPicture}
            width={240}
            height={240}
            class="rounded-tile bg-white"
          />
          <p class="text-quiet">{friendWords.qrHint}</p>
        </div>
      )}
    </Loaded>
  )
}

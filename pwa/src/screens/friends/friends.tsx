import { useInfiniteQuery } from '@tanstack/preact-query'
import { friendsQuery } from '../../api/account-queries.ts'
import type { OwnReferrals } from '../../api/shapes.ts'
import { Icon } from '../../parts/icon.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatPoints } from '../../words/format.ts'
import { friendWords } from '../../words/friends.ts'
import { FriendList } from './friend-list.tsx'
import { Invitation } from './invitation.tsx'
import { Month } from './month.tsx'

/** Inviting friends: what both get, the way to do it, and what became of those who joined. */
export default function Friends() {
  const pages = useInfiniteQuery(friendsQuery)
  return (
    <Screen title={friendWords.title} nav back="/">
      <Loaded query={pages}>
        {({ pages: [first] }) =>
          first && (
            <>
              {first.enabled ? <Offer bonus={first.bonus} /> : <Paused />}
              {first.enabled && <Invitation own={first} />}
              {first.enabled && <Month own={first} />}
              <FriendList pages={pages} completed={first.completed} />
            </>
          )
        }
      </Loaded>
    </Screen>
  )
}

function Offer({ bonus }: { bonus: OwnReferrals['bonus'] }) {
  return (
    <div class="flex flex-col gap-3">
      <Heading>{friendWords.heading}</Heading>
      <p class="text-lead">{useGains(bonus)}</p>
      <p class="text-quiet">{friendWords.when}</p>
    </div>
  )
}

function useGains({ referrer_points, friend_points }: OwnReferrals['bonus']) {
  const name = usePointsName()
  const own = formatPoints(referrer_points, name)
  const theirs = formatPoints(friend_points, name)
  if (referrer_points > 0 && friend_points > 0) return friendWords.both(own, theirs)
  if (referrer_points > 0) return friendWords.own(own)
  return friend_points > 0 ? friendWords.theirs(theirs) : null
}

function Paused() {
  return (
    <div class="flex flex-col gap-3">
      <Icon name="clock" size={40} />
      <Heading>{friendWords.pausedTitle}</Heading>
      <p class="max-w-[38ch] text-quiet">{friendWords.pausedBody}</p>
    </div>
  )
}

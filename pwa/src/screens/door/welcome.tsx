import { useState } from 'preact/hooks'
import { Art, brandMotif } from '../../art/art.tsx'
import { seedFrom } from '../../art/random.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { useConfig, usePointsName } from '../../parts/use-config.ts'
import { ageWasConfirmed } from '../../session/age.ts'
import { invitation } from '../../session/invitation.ts'
import { formatPoints } from '../../words/format.ts'
import { words } from '../../words/index.ts'
import { AgeGate } from './age-gate.tsx'

/** The front door without a code: who we are and how it starts. */
export default function Welcome() {
  const [confirmed, setConfirmed] = useState(ageWasConfirmed)
  const config = useConfig()
  const points = usePointsName()
  const extra = (invitation() && config?.friend_points) || 0
  const gain = extra > 0 && formatPoints(extra, points)
  if (!confirmed) return <AgeGate onConfirmed={() => setConfirmed(true)} />
  return (
    <Screen title={words.welcome.title}>
      <div class="relative -mx-[20px] -mt-1 min-h-48 flex-1 overflow-hidden bg-card text-on-card">
        <Art
          motif={brandMotif()}
          seed={seedFrom(config?.brand.slug ?? location.hostname)}
          class="absolute inset-0 size-full"
          drawn
        />
      </div>
      <div class="enter flex flex-col gap-3">
        <Heading>{gain ? words.welcome.invited : (config?.brand.tagline ?? words.welcome.title)}</Heading>
        <p class="text-lead text-quiet">
          {gain && `${words.welcome.invitedBody(gain)} `}
          {words.welcome.body(points.many, config?.points_per_dollar ?? 10)}
        </p>
      </div>
      <div class="actions">
        <ButtonLink href="/scan">{words.welcome.enter}</ButtonLink>
        <ButtonLink look="plain" href="/sign-in">
          {words.welcome.signIn}
        </ButtonLink>
      </div>
    </Screen>
  )
}

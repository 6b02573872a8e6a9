import type { Reward } from '../../api/shapes.ts'
import { Strokes } from '../../art/art.tsx'
import { packColours } from '../../art/pack-colours.ts'
import { Icon } from '../../parts/icon.tsx'

type RewardPictureProps = { reward: Pick<Reward, 'art' | 'kind'>; large?: boolean; faded?: boolean }

/** The face of a reward: its own drawing on a colour of the brand, and whether it is a parcel or a code. */
export function RewardPicture({ reward: { art, kind }, large = false, faded = false }: RewardPictureProps) {
  return (
    <div
      class={`pack reward-picture ${large ? 'reward-picture-large' : ''} ${faded ? 'reward-picture-faded' : ''}`}
      style={packColours(art.seed)}
    >
      <svg viewBox="0 60 400 280" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        <Strokes motif={art.motif} seed={art.seed} />
      </svg>
      <span class="reward-plate">
        <Icon name={kind === 'digital' ? 'ticket' : 'parcel'} size={large ? 32 : 22} />
      </span>
    </div>
  )
}

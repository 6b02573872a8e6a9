import type { Brand } from '../tenancy/index.ts'

type Voice = Pick<Brand, 'name'> & { settings: Pick<Brand['settings'], 'points_name' | 'referrals'> }

const WHEN = 'once your friend has scanned a first pack and confirmed the e-mail address'

/** What both get for a friend, and when. */
export function bonusWords({ settings }: Voice): string {
  const { referrer_points, friend_points } = settings.referrals
  const own = referrer_points > 0 ? `You get ${pointsWords(settings, referrer_points)}` : ''
  const theirs = friend_points > 0 ? `your friend ${friend_points.toLocaleString('en-US')}` : ''
  if (own && theirs) return `${own}, ${theirs}, ${WHEN}.`
  if (own) return `${own} ${WHEN}.`
  if (theirs) return `Your friend gets ${pointsWords(settings, friend_points)} ${WHEN}.`
  return `It counts ${WHEN}.`
}

/** What a member sends to a friend: the brand's words, what there is for the friend, and the link. */
export function inviteWords({ name, settings }: Voice, link: string): string {
  const { message, friend_points } = settings.referrals
  const gain =
    friend_points > 0 ? `Your first pack brings ${pointsWords(settings, friend_points)} on top.` : ''
  return [message.replaceAll('{brand}', name), gain, link].filter(part => part !== '').join(' ')
}

const pointsWords = ({ points_name: { one, many } }: Voice['settings'], points: number) =>
  `${points.toLocaleString('en-US')} ${points === 1 ? one : many}`

/** How a friend is shown: first name and initial, whatever script they are in. */
export function friendName(firstName: string | null, lastName: string | null): string {
  const first = firstName?.trim()
  if (!first) return 'A friend'
  const [initial] = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(lastName?.trim() ?? '')
  return initial ? `${first} ${initial.segment}.` : first
}

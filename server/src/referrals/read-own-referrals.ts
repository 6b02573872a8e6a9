import { readMember } from '../members/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { pageOf } from '../platform/http/cursor.ts'
import type { Brand } from '../tenancy/index.ts'
import { countConverted, startOfMonth } from './evidence.ts'
import type { OwnReferrals } from './schema.ts'
import { bonusWords, friendName, inviteWords } from './words.ts'

export interface OwnInput {
  brand: Brand
  /** Where the brand's app lives. */
  brandUrl: string
  memberId: string
  at: Date
  after?: string | undefined
  limit: number
}

/** What a member needs to invite friends, and what became of those who joined, newest first. */
export async function readOwnReferrals(tx: Tx, input: OwnInput): Promise<OwnReferrals> {
  const { brand, memberId, limit, at } = input
  const member = await readMember(tx, memberId)
  const link = inviteLink(input.brandUrl, member)
  const { enabled, referrer_points, friend_points, monthly_cap } = brand.settings.referrals
  const friends = pageOf(await listFriends(tx, input), limit, ({ id }) => ({ id }))
  return {
    enabled,
    code: member.referral_code,
    link,
    message: inviteWords(brand, link),
    bonus: { referrer_points, friend_points, text: bonusWords(brand) },
    completed: member.referral_count,
    this_month: {
      completed: await countConverted(tx, memberId, startOfMonth(at, brand.timeZone)),
      limit: monthly_cap,
    },
    friends: {
      ...friends,
      items: friends.items.map(friend => ({
        name: friendName(friend.first_name, friend.last_name),
        state: shownState(friend.state),
        joined_at: friend.created_at.toISOString(),
        points: friend.referrer_points,
      })),
    },
  }
}

/** Where a member's friends begin; `brandUrl` is where the brand's app lives. */
export const inviteLink = (brandUrl: string, { referral_code }: { referral_code: string }): string =>
  `${brandUrl}/?ref=${referral_code}`

/** That something is looked at tells a farm which of its ways work: to the member it still waits. */
const shownState = (state: string) =>
  state === 'review' ? 'pending' : (state as OwnReferrals['friends']['items'][number]['state'])

function listFriends(tx: Tx, { memberId, after, limit }: OwnInput) {
  const query = sql
    .selectFrom('referrals as r')
    .innerJoin('members as m', join =>
      join.onRef('m.brand_id', '=', 'r.brand_id').onRef('m.id', '=', 'r.friend_id'),
    )
    .select(['r.id', 'r.state', 'r.created_at', 'r.referrer_points', 'm.first_name', 'm.last_name'])
    .where('r.brand_id', '=', tx.brandId)
    .where('r.referrer_id', '=', memberId)
    .orderBy('r.id', 'desc')
    .limit(limit + 1)
  return tx.many(after === undefined ? query : query.where('r.id', '<', after))
}

import type { Asked, Attempt } from './record.ts'
import type { Stage } from './stage.ts'

/** What the model says about an answer too: a refusal by its code, else what the operation did. */
export function project({ asked, status, body }: Attempt, { campaigns, rewards }: Stage): unknown {
  if (status >= 400) return { status, code: body?.code }
  switch (asked.do) {
    case 'scan':
    case 'guess':
      return projectScan(body, campaigns)
    case 'claim':
      return { status }
    case 'batch':
    case 'convert':
      return { status }
    case 'redeem':
      return {
        ...pick(body, ['voucher', 'points_spent', 'new_balance', 'rank']),
        state: body.order.state,
        achievements_unlocked: body.achievements_unlocked.map(({ key }: { key: string }) => key),
      }
    case 'cancel':
      return { ...pick(body, ['points_returned', 'new_balance']), state: body.order.state }
    case 'goal':
      return 'removed' in body ? body : { reward: rewards.indexOf(body.goal.reward.id) }
    case 'consume':
      return body.scan && projectScan(body.scan, campaigns)
    default:
      return pick(body, FIELDS[asked.do])
  }
}

type Picked = Exclude<
  Asked['do'],
  'scan' | 'guess' | 'claim' | 'consume' | 'batch' | 'convert' | 'redeem' | 'cancel' | 'goal'
>

const FIELDS: Record<Picked, string[]> = {
  adjust: [
    'points',
    'new_balance',
    'points_owed',
    'lifetime_points',
    'rank',
    'rank_changed',
    'achievements_unlocked',
  ],
  return: [
    'points_taken',
    'points_owed',
    'new_balance',
    'rank',
    'rank_changed',
    'achievements_revoked',
    'gift_cancelled',
  ],
  review: ['state', 'points', 'new_balance', 'rank'],
  move: ['state', 'points_returned'],
  wish: ['added'],
  unwish: ['removed'],
  vet: ['state', 'referrer_points', 'friend_points'],
  respond: ['is_new'],
  erase: ['status'],
  dispute: ['state'],
  settle: ['state', 'points', 'claimant_points_taken', 'claimant_points_owed'],
}

const SCAN = [
  'verdict',
  'points_earned',
  'points_held',
  'points_capped',
  'points_repaid',
  'multiplier',
  'new_balance',
  'rank_changed',
  'scan_number',
]

/** A scan's answer, with names in the place of ids. */
// biome-ignore lint/suspicious/noExplicitAny: an answer of the server
export function projectScan(body: any, campaigns: string[]): unknown {
  return {
    ...pick(body, SCAN),
    rank: body.rank.key,
    hold: body.hold && `${body.hold.reason} until ${body.hold.settles_at ?? 'a review'}`,
    achievements_unlocked: body.achievements_unlocked.map(
      ({ key, times }: { key: string; times: number }) => `${key} x${times}`,
    ),
    campaigns: body.campaigns.map(
      ({ id, points }: { id: string; points: number }) => `campaign ${campaigns.indexOf(id)}: ${points}`,
    ),
  }
}

const pick = (body: Record<string, unknown>, fields: string[]) =>
  Object.fromEntries(fields.map(field => [field, body[field]]))

import type { Asked, Attempt } from './record.ts'

/** What the model says about an answer too: a refusal by its code, else what the operation did. */
export function project({ asked, status, body }: Attempt, campaigns: string[]): unknown {
  if (status >= 400) return { status, code: body?.code }
  switch (asked.do) {
    case 'scan':
      return projectScan(body, campaigns)
    case 'claim':
      return { status }
    case 'batch':
      return { status }
    case 'consume':
      return body.scan && projectScan(body.scan, campaigns)
    default:
      return pick(body, FIELDS[asked.do])
  }
}

const FIELDS: Record<Exclude<Asked['do'], 'scan' | 'claim' | 'consume' | 'batch'>, string[]> = {
  adjust: [
    'points',
    'new_balance',
    'points_owed',
    'lifetime_points',
    'rank',
    'rank_changed',
    'achievements_unlocked',
  ],
  return: ['points_taken', 'points_owed', 'new_balance', 'rank', 'rank_changed', 'achievements_revoked'],
  review: ['state', 'points', 'new_balance', 'rank'],
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

import { pointsWords, type Rule, SCAN } from './suggestion.ts'
import { SUGGESTIONS } from './weights.ts'

/** What a scan brings nearer. */
const SCANNED: ReadonlySet<string> = new Set(['scans', 'points_earned', 'distinct_products', 'streak_weeks'])

export const almostUnlocked: Rule = ({ brand, achievements, insight }) =>
  achievements
    .filter(({ distance, rule }) => distance !== null && SCANNED.has(rule.metric))
    .map(placed => ({ placed, part: placed.progress.value / placed.progress.target }))
    .filter(({ part }) => part >= SUGGESTIONS.almost_unlocked_from)
    .sort((a, b) => b.part - a.part)
    .map(({ placed }) => {
      const { name, description, rewards } = placed.achievement.definition
      const gives =
        rewards.points > 0 ? ` It gives ${pointsWords(rewards.points, brand.settings.points_name)}.` : ''
      return {
        kind: 'almost_unlocked',
        subject: placed.achievement.key,
        title: `${placed.distance} to ${name}`,
        body: `${description}${gives}`.trim(),
        reason: `Because you are only ${placed.distance} away`,
        action: SCAN,
        source: 'local',
        signal: insight.engagement_score,
        suits: ['unlock_achievement'],
      }
    })

export const almostPromoted: Rule = ({ brand, standing, insight }) => {
  const next = standing.next_rank
  if (!next || next.progress < SUGGESTIONS.almost_promoted_from) return []
  return [
    {
      kind: 'almost_promoted',
      subject: next.key,
      title: `${pointsWords(next.points_needed, brand.settings.points_name)} to ${next.name}`,
      body: `At ${next.name} every scan earns more.`,
      reason: `Because you are more than half way from ${standing.rank.name} to ${next.name}`,
      action: SCAN,
      source: 'local',
      signal: insight.engagement_score,
      suits: ['reach_next_rank'],
    },
  ]
}

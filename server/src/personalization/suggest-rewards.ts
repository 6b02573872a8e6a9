import { friendsFor } from '../goals/index.ts'
import { pointsWords, REWARDS, type Rule } from './suggestion.ts'

export const finishGoal: Rule = ({ brand, goal }) => {
  // A goal that was reached stays so, also when the points went elsewhere.
  if (!goal || (goal.reached && goal.points_needed > 0)) return []
  const needed = pointsWords(goal.points_needed, brand.settings.points_name)
  return [
    {
      kind: 'finish_goal',
      subject: goal.reward_id,
      title: goal.points_needed > 0 ? `${needed} to ${goal.name}` : `${goal.name} is yours to redeem`,
      body:
        goal.points_needed > 0
          ? `You have ${pointsWords(goal.balance, brand.settings.points_name)} of ${goal.cost.toLocaleString('en-US')}.`
          : 'You have all the points that it takes.',
      reason: 'Because you made it your goal',
      action: { label: 'See your goal', href: '/goal' },
      source: 'local',
      signal: Math.min(1, goal.progress),
      suits: ['finish_goal', 'complete_goal', 'redeem_reward'],
    },
  ]
}

export const redeemReward: Rule = ({ brand, affordable, goal, insight }) =>
  affordable
    .filter(({ id }) => id !== goal?.reward_id)
    .map(({ id, name, cost }) => ({
      kind: 'redeem_reward',
      subject: id,
      title: `Redeem ${name}`,
      body: `It costs ${pointsWords(cost, brand.settings.points_name)}, and you have them.`,
      reason: 'Because you have enough points for it',
      action: REWARDS,
      source: 'local',
      signal: insight.engagement_score,
      suits: ['redeem_reward', 'use_points'],
    }))

export const inviteFriends: Rule = ({ brand, standing, goal, insight }) => {
  const { referrals, points_name } = brand.settings
  if (!referrals.enabled || standing.scan_count === 0) return []
  const friends = goal && goal.points_needed > 0 ? friendsFor(goal.points_needed, referrals) : null
  const both = [referrals.referrer_points, referrals.friend_points].map(points =>
    pointsWords(points, points_name),
  )
  return [
    {
      kind: 'invite_friends',
      subject: '',
      title:
        goal && friends
          ? `Invite ${friends === 1 ? 'a friend' : `${friends} friends`} for ${goal.name}`
          : 'Invite a friend',
      body: `You get ${both[0]}, your friend ${both[1]}, with your friend’s first pack.`,
      reason:
        goal && friends ? 'Because it takes you to your goal' : 'Because friends bring points to both of you',
      action: { label: 'Invite a friend', href: '/friends' },
      source: 'local',
      signal: insight.engagement_score,
      suits: ['invite_friend', 'invite_friends', 'refer_friend'],
    },
  ]
}

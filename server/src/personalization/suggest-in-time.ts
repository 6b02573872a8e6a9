import { isoDate } from '../platform/calendar.ts'
import { type Candidate, pointsWords, REWARDS, type Rule, SCAN, type SuggestionInput } from './suggestion.ts'
import { SUGGESTIONS } from './weights.ts'

export const pointsExpiring: Rule = ({ brand, ending, today }) => {
  if (!ending || !isSoon(ending.lastDay - today, SUGGESTIONS.points_expiring_within_days)) return []
  const points = pointsWords(ending.points, brand.settings.points_name)
  const day = dateWords(ending.lastDay)
  return [
    {
      kind: 'points_expiring',
      subject: isoDate(ending.lastDay) ?? '',
      title: `${points} until ${day}`,
      body: ending.keptByActivity
        ? 'Any pack that you scan keeps all of them.'
        : 'Redeem something before they are gone.',
      reason: `Because they end after ${day}`,
      action: ending.keptByActivity ? SCAN : REWARDS,
      source: 'local',
      signal: nearness(ending.lastDay - today, SUGGESTIONS.points_expiring_within_days),
      suits: ['use_points', 'redeem_reward'],
    },
  ]
}

export const rankWillFall: Rule = ({ standing, rankFall, today }) => {
  if (!rankFall || !isSoon(rankFall.lastDay - today, SUGGESTIONS.rank_will_fall_within_days)) return []
  const day = dateWords(rankFall.lastDay)
  return [
    {
      kind: 'rank_will_fall',
      subject: standing.rank.key,
      title: `Stay ${standing.rank.name}`,
      body: `One scan until ${day} keeps your rank. After that you would be ${rankFall.to.name}.`,
      reason: `Because ${standing.rank.name} ends after ${day} without a scan`,
      action: SCAN,
      source: 'local',
      signal: nearness(rankFall.lastDay - today, SUGGESTIONS.rank_will_fall_within_days),
      suits: ['keep_rank'],
    },
  ]
}

export const birthday: Rule = input =>
  input.offers
    .filter(({ isBirthday }) => isBirthday)
    .map(({ id, name, effect }) => ({
      ...offered(input, id),
      kind: 'birthday',
      title: `Happy birthday month: ${effect}`,
      body: `${name}, on every pack that counts for it.`,
      reason: 'Because it is the month of your birthday',
    }))

export const campaignRunning: Rule = input =>
  input.offers
    .filter(({ isBirthday }) => !isBirthday)
    .map(({ id, name, effect, description, lastDay }) => ({
      ...offered(input, id),
      kind: 'campaign_running',
      title: `${name}: ${effect}`,
      body: description || 'Scan a pack while it lasts.',
      reason: `Because it is on until ${dateWords(lastDay)}`,
    }))

const offered = ({ insight }: SuggestionInput, id: string) =>
  ({
    subject: id,
    action: SCAN,
    source: 'local',
    signal: insight.purchase_probability,
    suits: ['use_offer'],
  }) satisfies Partial<Candidate>

/** What is over is for time to carry out. */
const isSoon = (daysLeft: number, within: number) => daysLeft >= 0 && daysLeft <= within

/** 1 on the last day, 0 as far away as it is spoken of. */
const nearness = (daysLeft: number, within: number) => 1 - daysLeft / within

const DATE = new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' })

/** Such as "March 2". */
const dateWords = (day: number) => DATE.format(day * 86_400_000)

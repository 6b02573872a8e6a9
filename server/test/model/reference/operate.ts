import type { SerialCommand } from '../plan.ts'
import { type Brand, currentOf } from './brand.ts'
import type { AchievementDefinition } from './configuration.ts'
import { backFill, undo } from './correct.ts'
import type { Member } from './member.ts'
import { operateMore } from './operate-more.ts'

/** What is known of a command besides itself: whom it was about, and in which order things were done. */
export interface Told {
  keyOf(achievement: number): string
  member?: string
  packs?: string[]
  names?: string[]
}

/** What an operator's command changes, once the server has taken it. */
export function operate(brand: Brand, command: SerialCommand, told: Told): void {
  const { keyOf } = told
  switch (command.do) {
    case 'settings':
      brand.settings = { ...brand.settings, ...command.patch }
      return
    case 'ladder':
      brand.ladder = command.ladder
      return
    case 'publish':
      publish(brand, keyOf(command.achievement), command.definition)
      if (command.backFill) backFill(brand, keyOf(command.achievement))
      return
    case 'rollback': {
      const achievement = brand.achievements.find(({ key }) => key === keyOf(command.achievement))
      if (achievement) achievement.current = command.version
      return
    }
    case 'campaign': {
      const { definition } = command
      const age = brand.campaigns.length
      const nothing = { paused: false, undone: false, awards: 0, spent: 0, given: [] }
      brand.campaigns.push({ age, definition, version: 1, ...nothing })
      return
    }
    case 'mark': {
      const campaign = brand.campaigns[command.campaign % brand.campaigns.length]
      if (!campaign) return
      if (command.as === 'undo') undo(brand, campaign)
      else campaign.paused = command.as === 'pause'
      return
    }
    case 'batch':
      brand.batches[command.batch % brand.batches.length] = command.as === 'void' ? 'void' : 'active'
      return
    case 'consent': {
      const member = brand.members.get(told.member ?? '') as Member
      member.consent = command.granted
      return
    }
    default:
      operateMore(brand, command, told)
  }
}

function publish(brand: Brand, key: string, definition: AchievementDefinition): void {
  const achievement = brand.achievements.find(one => one.key === key)
  if (!achievement) {
    brand.achievements.push({ key, versions: [definition], current: 1 })
    return
  }
  if (JSON.stringify(currentOf(achievement)) === JSON.stringify(definition)) return
  achievement.versions.push(definition)
  achievement.current = achievement.versions.length
}

import { type SerialCommand, serialsOf } from '../plan.ts'
import type { Brand } from './brand.ts'
import { activateRange, recall, type SerialRange, voidRange } from './codes.ts'
import type { Member } from './member.ts'
import type { Told } from './operate.ts'
import { importMembers, undoImport } from './people.ts'
import type { Reward } from './rewards.ts'

type More = Exclude<
  SerialCommand,
  { do: 'settings' | 'ladder' | 'publish' | 'rollback' | 'campaign' | 'mark' | 'batch' | 'consent' }
>

const DAY_MS = 86_400_000
const HELD_MS = 72 * 3_600_000

/** What commands about rewards, codes and people change, once the server has taken them. */
export function operateMore(
  brand: Brand,
  command: More,
  { member: name, packs = [], names = [] }: Told,
): void {
  const member = brand.members.get(name ?? '') as Member
  switch (command.do) {
    case 'reward':
      changeReward(brand.rewards[command.reward % brand.rewards.length] as Reward, command.change)
      return
    case 'range': {
      const range = rangeOf(brand, command)
      if (command.as === 'activate') activateRange(brand, range)
      else voidRange(brand, range)
      return
    }
    case 'expiry': {
      const rules = brand.batchRules[command.batch % brand.batches.length]
      if (rules) rules.expiresAt = command.days === null ? null : brand.now + command.days * DAY_MS
      return
    }
    case 'recall':
      recall(brand, { ...command, batch: command.batch % brand.batches.length }, packs)
      return
    case 'email':
      member.redemptionHeldUntil = brand.now + HELD_MS
      return
    case 'profile':
      if (command.size === null) delete member.custom.size
      else member.custom.size = command.size
      return
    case 'import':
      importMembers(
        brand,
        command.rows.map(({ points, spent }, i) => ({
          name: names[i] as string,
          points,
          lifetimePoints: points + spent,
        })),
      )
      return
    case 'undo_import':
      undoImport(brand, command.import % brand.imports)
      return
  }
}

/** The serials of which batch a command means. */
export function rangeOf(brand: Brand, command: SerialCommand & { do: 'range' }): SerialRange {
  const batch = command.batch % brand.batches.length
  const count = [...brand.codes.values()].filter(code => code.batch === batch).length
  return { batch, ...serialsOf(command, count) }
}

function changeReward(reward: Reward, change: (SerialCommand & { do: 'reward' })['change']): void {
  if (change === 'archive') reward.isArchived = true
  else if ('cost' in change) reward.definition = { ...reward.definition, cost_points: change.cost }
  else reward.remaining = (reward.remaining ?? 0) + ('add' in change ? change.add : change.vouchers)
}

/** Whether the server should take a command; null where the model leaves that to it. */
export function isTaken(brand: Brand, command: SerialCommand): boolean | null {
  switch (command.do) {
    case 'reward': {
      const { change, reward: number } = command
      const reward = brand.rewards[number % brand.rewards.length]
      if (!reward) return false
      const isDigital = reward.definition.kind === 'digital'
      if (change === 'archive') return true
      if ('cost' in change) return !reward.isArchived
      if ('vouchers' in change) return isDigital
      return !isDigital && reward.remaining !== null && reward.remaining + change.add >= 0
    }
    case 'range': {
      const { batch, from, to } = rangeOf(brand, command)
      if (command.as === 'void') return true
      const { voidSerials } = brand.batchRules[batch] as Brand['batchRules'][number]
      const isVoid = [...voidSerials].some(serial => serial >= from && serial <= to)
      return brand.batches[batch] !== 'void' && !isVoid
    }
    case 'recall':
      return !brand.batchRules[command.batch % brand.batches.length]?.isRecalled
    case 'expiry':
      return command.days === null || command.days > 0
    case 'import':
      return true
    case 'undo_import':
      return brand.imports > 0
    default:
      return null
  }
}

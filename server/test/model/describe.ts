import { type Command, laneCommands, type Plan, type Step } from './plan.ts'

/** A plan as a list that people read: the brand, then each phase with its lanes. */
export function describePlan(plan: Plan): string {
  const { zone, start, settings, ladder, achievements, campaigns, members, batches, products, rewards } =
    plan.brand
  const json = (value: unknown) => JSON.stringify(value)
  const lines = [
    `a brand in ${zone}, from ${start}`,
    `settings ${json(settings)}`,
    `ranks ${ladder.ranks.map(rank => `${rank.key} ${rank.threshold} x${rank.multiplier_basis_points / 10_000}${rank.rewards ? ` +${rank.rewards.points}` : ''}`).join(', ')}; fall ${json(ladder.fall)}`,
    ...products.map((product, i) => `product ${i}: ${json(product)}`),
    ...batches.map((batch, i) => `batch ${i}: ${json(batch)}`),
    ...rewards.map((reward, i) => `reward ${i}: ${json(reward)}`),
    ...members.map((member, i) => `member ${i}: ${json(member)}`),
    ...achievements.map(
      ({ criteria, repeat, rewards, visibility }, i) =>
        `achievement_${i}: ${json({ criteria, repeat, rewards, visibility })}`,
    ),
    ...campaigns.map(({ name: _, description: __, ...campaign }, i) => `campaign ${i}: ${json(campaign)}`),
  ]
  const numbers = new Map(laneCommands(plan).map((command, i) => [command, i]))
  for (const [i, { step, serial, lanes }] of plan.phases.entries()) {
    lines.push(`phase ${i}: ${spell(step)} later`)
    for (const command of serial) lines.push(`  operators: ${describeCommand(command)}`)
    for (const [lane, commands] of lanes.entries()) {
      for (const command of commands) {
        lines.push(`  lane ${lane}: #${numbers.get(command)} ${describeCommand(command)}`)
      }
    }
  }
  return lines.join('\n')
}

const CLOCKS = { same: '', first_moment: ', at the first moment', last_minute: ', in the last minute' }

const spell = ({ days, clock, minutes }: Step) => `${days} days${CLOCKS[clock]} and ${minutes} minutes`

const describeCommand = ({ do: what, ...rest }: Command) =>
  `${what} ${Object.entries(rest)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(', ')}`

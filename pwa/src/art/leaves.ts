import type { Random } from './random.ts'
import { at, type Drawing, field, type Point, polar, type Stroke } from './stroke.ts'

/** Stems that rise from below and bend, with leaves in pairs. */
export const leaves: Drawing = random => {
  const stems = 5
  return Array.from({ length: stems }, (_, index) => {
    const foot = { x: ((index + random.between(0.1, 0.9)) / stems) * field, y: field + 30 }
    return stem(random, foot, random.between(230, 400), random.between(-0.5, 0.5))
  }).flat()
}

function stem(random: Random, foot: Point, length: number, bend: number): Stroke[] {
  const strokes: Stroke[] = []
  const pairs = Math.round(length / 36)
  let spot = foot
  let angle = -Math.PI / 2 - bend / 2
  let line = `M${at(spot)}`
  for (let pair = 0; pair < pairs; pair++) {
    angle += bend / pairs
    spot = polar(spot, length / pairs, angle)
    line += `L${at(spot)}`
    const size = (1 - pair / (pairs + 2)) * random.between(58, 82)
    for (const side of [-1, 1]) strokes.push(...leaf(spot, angle + side * random.between(0.6, 0.9), size))
  }
  strokes.push(...leaf(spot, angle, 46), { d: line, width: 1.6, opacity: 0.9 })
  return strokes
}

function leaf(foot: Point, angle: number, length: number): Stroke[] {
  const tip = polar(foot, length, angle)
  const left = polar(foot, length * 0.55, angle - 0.48)
  const right = polar(foot, length * 0.55, angle + 0.48)
  const outline = `M${at(foot)}Q${at(left)} ${at(tip)}Q${at(right)} ${at(foot)}z`
  return [
    { d: outline, width: 0, opacity: 0.16, filled: true },
    { d: `${outline}L${at(polar(foot, length * 0.86, angle))}`, width: 1.1, opacity: 0.75 },
  ]
}

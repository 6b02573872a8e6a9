import { at, type Drawing, field, polar } from './stroke.ts'

/** Height lines of one hill that leans. */
export const topography: Drawing = random => {
  const top = { x: random.between(0.25, 0.75) * field, y: random.between(0.25, 0.75) * field }
  const lean = random.between(0, Math.PI * 2)
  const folds = [2, 3, 4, 7].map(count => ({
    count,
    depth: random.between(0.05, 0.2) / Math.sqrt(count),
    turn: random.between(0, Math.PI * 2),
  }))
  const rings = 19
  return Array.from({ length: rings }, (_, ring) => {
    const radius = 10 + ring * 19
    const centre = polar(top, ring * 5, lean)
    const points = Array.from({ length: 72 }, (_, step) => {
      const angle = (step / 72) * Math.PI * 2
      const swell = folds.reduce(
        (sum, fold) => sum + fold.depth * Math.sin(fold.count * angle + fold.turn + ring * 0.09),
        1,
      )
      return at(polar(centre, radius * swell, angle))
    })
    const index = ring % 5 === 0
    return { d: `M${points.join('L')}z`, width: index ? 1.9 : 1, opacity: index ? 0.85 : 0.5 }
  })
}

import { at, circle, type Drawing, field, type Point, polar } from './stroke.ts'

/** A night sky: a moon with its rings, stars, and one constellation. */
export const stars: Drawing = random => {
  const moon = { x: random.between(0.3, 0.7) * field, y: random.between(0.3, 0.55) * field }
  const size = random.between(44, 72)
  const rings = Array.from({ length: 7 }, (_, ring) => ({
    d: circle(moon, size + 18 + ring * ring * 4.5),
    width: 1,
    opacity: 0.5 - ring * 0.055,
  }))
  const anywhere = (): Point => ({ x: random.between(0, field), y: random.between(0, field) })
  const dust = Array.from({ length: 70 }, () => circle(anywhere(), random.between(0.5, 1.5))).join('')
  const bright = Array.from({ length: 6 }, () => sparkle(anywhere(), random.between(7, 15))).join('')
  const path = Array.from({ length: 6 }, (_, step) => ({
    x: (0.08 + step * 0.17) * field,
    y: random.between(0.62, 0.95) * field,
  }))
  return [
    ...rings,
    { d: circle(moon, size), width: 0, opacity: 0.94, filled: true },
    { d: dust, width: 0, opacity: 0.6, filled: true },
    { d: bright, width: 0, opacity: 0.95, filled: true },
    { d: `M${path.map(at).join('L')}`, width: 0.9, opacity: 0.5 },
    { d: path.map(point => circle(point, 3)).join(''), width: 0, opacity: 0.95, filled: true },
  ]
}

function sparkle(centre: Point, size: number) {
  const points = Array.from({ length: 8 }, (_, step) =>
    at(polar(centre, step % 2 === 0 ? size : size * 0.16, (step * Math.PI) / 4)),
  )
  return `M${points.join('L')}z`
}

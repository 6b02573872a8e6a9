import { at, circle, type Drawing, field } from './stroke.ts'

/** A raster of dots that swells towards one side, like print seen close. */
export const grain: Drawing = random => {
  const turn = random.between(0, Math.PI * 2)
  const wave = random.between(0.012, 0.02)
  const dots: string[] = []
  for (let row = 0; row < 29; row++) {
    for (let column = 0; column < 29; column++) {
      const x = column * 14 + (row % 2) * 7
      const y = row * 14
      const slope = Math.sin((x * Math.cos(turn) + y * Math.sin(turn)) * wave + turn)
      if (slope > -0.75) dots.push(circle({ x, y }, 1 + (slope + 0.75) * 2.6))
    }
  }
  return [{ d: dots.join(''), width: 0, opacity: 0.8, filled: true }]
}

/** Slanted bars, each of another width. */
export const bands: Drawing = random => {
  const slant = random.between(120, 260) * random.pick([-1, 1])
  const strokes = []
  for (let x = -300; x < field + 300; ) {
    const width = random.between(3, 30)
    strokes.push({
      d: `M${at({ x: x + slant, y: -20 })}L${at({ x: x - slant, y: field + 20 })}`,
      width,
      opacity: random.pick([0.16, 0.35, 0.6, 0.92]),
    })
    x += width + random.between(8, 30)
  }
  return strokes
}

/** Lines of water, closer together towards the horizon. */
export const waves: Drawing = random => {
  const length = random.between(0.016, 0.03)
  const turn = random.between(0, 6)
  return Array.from({ length: 26 }, (_, line) => {
    const y = 20 + line * line * 0.62
    const points = Array.from({ length: 51 }, (_, step) => {
      const x = step * 8
      const swell = Math.sin(x * length + turn + line * 0.33) + 0.5 * Math.sin(x * length * 2.3 - line * 0.5)
      return at({ x, y: y + swell * (2 + line * 0.55) })
    })
    return { d: `M${points.join('L')}`, width: 0.8 + line * 0.06, opacity: 0.75 }
  })
}

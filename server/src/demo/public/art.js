import { shape } from './element.js'

const WIDTH = 100
const HEIGHT = 160

/** Draws the face of a product: the same motif and seed give the same picture, in the colour of the text around it. */
export function drawArt({ motif, seed }) {
  const draw = MOTIFS[motif] ?? topography
  return shape(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'xMidYMid slice', 'aria-hidden': 'true' },
    ...draw(randomFrom(seed)).map(({ d, width = 0, opacity }) =>
      shape('path', {
        d,
        opacity,
        fill: width ? 'none' : 'currentColor',
        stroke: width ? 'currentColor' : 'none',
        'stroke-width': width,
      }),
    ),
  )
}

/** A stream of numbers between two bounds that is the same for the same seed everywhere (mulberry32). */
function randomFrom(seed) {
  let state = seed >>> 0
  return (low, high) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return low + (((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * (high - low)
  }
}

const at = (x, y) => `${x.toFixed(1)} ${y.toFixed(1)}`
const polar = (x, y, radius, angle) => [x + Math.cos(angle) * radius, y + Math.sin(angle) * radius]
const line = points => `M${points.map(point => at(...point)).join('L')}`
const dot = (x, y, r) => `M${at(x - r, y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`
const times = (count, make) => Array.from({ length: count }, (_, i) => make(i))

function leaves(random) {
  return times(3, stem => {
    const bend = random(-0.5, 0.5)
    const pairs = Math.round(random(6, 10))
    let [x, y] = [((stem + random(0.2, 0.8)) / 3) * WIDTH, HEIGHT + 8]
    let angle = -Math.PI / 2 - bend / 2
    const spine = [[x, y]]
    const blades = times(pairs, pair => {
      angle += bend / pairs
      ;[x, y] = polar(x, y, 16, angle)
      spine.push([x, y])
      const size = (1 - pair / (pairs + 3)) * random(26, 34)
      return leaf(x, y, angle - 0.8, size) + leaf(x, y, angle + 0.8, size)
    }).join('')
    return [
      { d: blades, opacity: 0.2 },
      { d: blades + line(spine), width: 0.8, opacity: 0.8 },
    ]
  }).flat()
}

function leaf(x, y, angle, length) {
  const tip = at(...polar(x, y, length, angle))
  const side = turn => at(...polar(x, y, length * 0.55, angle + turn))
  return `M${at(x, y)}Q${side(-0.5)} ${tip}Q${side(0.5)} ${at(x, y)}z`
}

function topography(random) {
  const [x, y, lean] = [random(20, 80), random(30, 130), random(0, 6.3)]
  const folds = [2, 3, 5].map(count => ({ count, depth: random(0.06, 0.16), turn: random(0, 6.3) }))
  return times(16, ring => {
    const centre = polar(x, y, ring * 2.4, lean)
    const points = times(60, step => {
      const angle = (step / 60) * Math.PI * 2
      const swell = folds.reduce(
        (sum, { count, depth, turn }) => sum + (depth / count) * 2 * Math.sin(count * angle + turn),
        1,
      )
      return polar(...centre, (4 + ring * 9) * swell, angle)
    })
    return { d: `${line(points)}z`, width: ring % 4 === 0 ? 1.3 : 0.7, opacity: ring % 4 === 0 ? 0.9 : 0.55 }
  })
}

function grain(random) {
  const [turn, wave] = [random(0, 6.3), random(0.025, 0.045)]
  const dots = times(29 * 18, i => {
    const [x, y] = [(i % 18) * 6 + (Math.floor(i / 18) % 2) * 3, Math.floor(i / 18) * 5.6]
    const slope = Math.sin((x * Math.cos(turn) + y * Math.sin(turn)) * wave + turn)
    return slope > -0.7 ? dot(x, y, Number((0.4 + (slope + 0.7) * 1.15).toFixed(1))) : ''
  })
  return [{ d: dots.join(''), opacity: 0.8 }]
}

function stars(random) {
  const [x, y, size] = [random(30, 70), random(36, 72), Math.round(random(13, 20))]
  const spark = () => {
    const [left, top, reach] = [random(0, WIDTH), random(0, HEIGHT), random(2, 5)]
    return `${line(times(8, i => polar(left, top, i % 2 ? reach * 0.18 : reach, (i * Math.PI) / 4)))}z`
  }
  const path = times(5, i => [10 + i * 20, random(100, 150)])
  return [
    ...times(6, ring => ({
      d: dot(x, y, size + 5 + ring * ring * 2),
      width: 0.7,
      opacity: 0.6 - ring * 0.08,
    })),
    { d: dot(x, y, size), opacity: 0.95 },
    { d: times(50, () => dot(random(0, WIDTH), random(0, HEIGHT), 0.5)).join(''), opacity: 0.6 },
    { d: times(6, spark).join(''), opacity: 0.95 },
    { d: line(path), width: 0.6, opacity: 0.6 },
    { d: path.map(([left, top]) => dot(left, top, 1.4)).join(''), opacity: 1 },
  ]
}

function bands(random) {
  const slant = random(30, 70) * (random(0, 1) > 0.5 ? 1 : -1)
  const strokes = []
  for (let x = -80; x < WIDTH + 80; ) {
    const width = random(1.5, 11)
    const points = [
      [x + slant, -6],
      [x - slant, HEIGHT + 6],
    ]
    strokes.push({ d: line(points), width, opacity: [0.2, 0.4, 0.65, 0.95][Math.floor(random(0, 3.99))] })
    x += width + random(3, 10)
  }
  return strokes
}

function waves(random) {
  const [length, turn] = [random(0.05, 0.09), random(0, 6)]
  return times(20, row => {
    const y = 8 + row * row * 0.42
    const swell = x => Math.sin(x * length + turn + row * 0.33) + 0.5 * Math.sin(x * length * 2.3 - row * 0.5)
    const points = times(26, step => [step * 4, y + swell(step * 4) * (0.8 + row * 0.24)])
    return { d: line(points), width: 0.5 + row * 0.05, opacity: 0.8 }
  })
}

const MOTIFS = { leaves, topography, grain, stars, bands, waves }

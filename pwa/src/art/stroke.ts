import type { Random } from './random.ts'

/** One path of a drawing on a field of 400 by 400. */
export type Stroke = { d: string; width: number; opacity: number; filled?: boolean }

export type Drawing = (random: Random) => Stroke[]

export const field = 400

type Point = { x: number; y: number }

/** Short numbers keep a drawing of a thousand points in a few kilobytes. */
export const at = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`

export const polar = (centre: Point, radius: number, angle: number): Point => ({
  x: centre.x + Math.cos(angle) * radius,
  y: centre.y + Math.sin(angle) * radius,
})

export const circle = ({ x, y }: Point, radius: number) =>
  `M${at({ x: x - radius, y })}a${radius.toFixed(1)} ${radius.toFixed(1)} 0 1 0 ${(radius * 2).toFixed(1)} 0` +
  `a${radius.toFixed(1)} ${radius.toFixed(1)} 0 1 0 ${(-radius * 2).toFixed(1)} 0z`

export type { Point }

import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE_BYTES = 8
const COLOURS_MAX = 256
/** Colours that agree in this many bits of each channel are taken for one. */
const CHANNEL_BITS = 6

interface Picture {
  width: number
  height: number
  /** Three bytes a pixel, row by row. */
  rgb: Uint8Array
}

/**
 * The same picture in at most 256 colours, as a reader of pages on a slow line would want it: drawings and text keep
 * their looks at a third of the size. Reads what Chromium writes, 8 bits a channel and not interlaced; throws otherwise.
 */
export function shrinkPng(png: Buffer): Buffer {
  const { width, height, rgb } = readPng(png)
  const { palette, indexes } = reduceColours(rgb)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  // Rows of indexes compress best as they are: each begins with filter 0.
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y++) rows.set(indexes.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const parts = [
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([png.subarray(0, SIGNATURE_BYTES), ...parts])
}

function readPng(png: Buffer): Picture {
  const data: Buffer[] = []
  let header = png
  for (let at = SIGNATURE_BYTES; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const body = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') header = body
    if (type === 'IDAT') data.push(body)
    at += length + 12
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const channels = { 2: 3, 6: 4 }[header[9] as number]
  if (header[8] !== 8 || !channels || header[12] !== 0)
    throw new Error('Not a picture as Chromium writes them')
  const pixels = unfilter(inflateSync(Buffer.concat(data)), width * channels, height, channels)
  if (channels === 3) return { width, height, rgb: pixels }
  const rgb = new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i++) rgb.set(pixels.subarray(i * 4, i * 4 + 3), i * 3)
  return { width, height, rgb }
}

/** Undoes the filter of each row: what is stored is the difference to a guess from the pixels left and above. */
function unfilter(rows: Buffer, rowBytes: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(rowBytes * height)
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (rowBytes + 1)] as number
    for (let x = 0; x < rowBytes; x++) {
      const at = y * rowBytes + x
      const left = x < channels ? 0 : (out[at - channels] as number)
      const above = y === 0 ? 0 : (out[at - rowBytes] as number)
      const corner = x < channels || y === 0 ? 0 : (out[at - rowBytes - channels] as number)
      out[at] = (rows[y * (rowBytes + 1) + 1 + x] as number) + guess(filter, left, above, corner)
    }
  }
  return out
}

function guess(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  const sum = left + above - corner
  const [a, b, c] = [Math.abs(sum - left), Math.abs(sum - above), Math.abs(sum - corner)]
  return a <= b && a <= c ? left : b <= c ? above : corner
}

interface Shade {
  count: number
  sum: [number, number, number]
}

/** Keeps the most frequent shades, each as the mean of its pixels; the others become the nearest of them. */
function reduceColours(rgb: Uint8Array): { palette: Buffer; indexes: Uint8Array } {
  const cut = 8 - CHANNEL_BITS
  const channel = (i: number) => rgb[i] as number
  const keyAt = (i: number) =>
    ((channel(i) >> cut) << 16) | ((channel(i + 1) >> cut) << 8) | (channel(i + 2) >> cut)
  const shades = new Map<number, Shade>()
  for (let i = 0; i < rgb.length; i += 3) {
    const shade = shades.get(keyAt(i)) ?? { count: 0, sum: [0, 0, 0] }
    shade.count++
    for (const c of [0, 1, 2] as const) shade.sum[c] += channel(i + c)
    shades.set(keyAt(i), shade)
  }
  const means = [...shades]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([key, { count, sum }]) => ({ key, colour: sum.map(s => Math.round(s / count)) as Shade['sum'] }))
  const kept = means.slice(0, COLOURS_MAX).map(({ colour }) => colour)
  const indexOf = new Map(means.map(({ key, colour }) => [key, nearest(kept, colour)]))
  const indexes = new Uint8Array(rgb.length / 3)
  for (let i = 0; i < indexes.length; i++) indexes[i] = indexOf.get(keyAt(i * 3)) as number
  return { palette: Buffer.from(kept.flat()), indexes }
}

function nearest(colours: Shade['sum'][], [r, g, b]: Shade['sum']): number {
  const distances = colours.map(([x, y, z]) => (x - r) ** 2 + (y - g) ** 2 + (z - b) ** 2)
  return distances.indexOf(Math.min(...distances))
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(body.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

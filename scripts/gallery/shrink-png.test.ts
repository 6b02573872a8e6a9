import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { shrinkPng } from './shrink-png.ts'

const RED = [200, 10, 10]
const BLUE = [10, 10, 200]

function chunk(type: string, body: Buffer): Buffer {
  const framed = Buffer.concat([Buffer.alloc(4), Buffer.from(type), body, Buffer.alloc(4)])
  framed.writeUInt32BE(body.length, 0)
  framed.writeUInt32BE(crc32(framed.subarray(4, -4)), framed.length - 4)
  return framed
}

/** Two pixels wide, RGB, with each row as it is stored: its filter, then its bytes. */
function pictureOf(rows: number[][]): Buffer {
  const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, rows.length, 8, 2, 0, 0, 0])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The colours of a shrunk picture, two pixels a row. */
function coloursOf(png: Buffer): number[][][] {
  const body = (type: string) => {
    const at = png.indexOf(type)
    return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4))
  }
  const palette = body('PLTE')
  const colour = (index: number) => [...palette.subarray(index * 3, index * 3 + 3)]
  const rows = inflateSync(body('IDAT'))
  return Array.from({ length: rows.length / 3 }, (_, y) =>
    [...rows.subarray(y * 3 + 1, y * 3 + 3)].map(index => colour(index)),
  )
}

test('a shrunk picture shows what it showed, whichever filters its rows were stored with', () => {
  const same = [0, 0, 0, 0, 0, 0]
  const step = BLUE.map((value, i) => (value - (RED[i] as number)) & 255)
  const half = (values: number[], other: number[]) =>
    values.map((value, i) => (value - ((other[i] as number) >> 1)) & 255)
  const means = BLUE.map((value, i) => ((RED[i] as number) + value) >> 1)
  const png = pictureOf([
    [0, ...RED, ...BLUE],
    [1, ...RED, ...step],
    [2, ...same],
    [3, ...half(RED, RED), ...BLUE.map((value, i) => (value - (means[i] as number)) & 255)],
    [4, ...same.slice(3), ...same.slice(3)],
  ])
  assert.deepEqual(coloursOf(shrinkPng(png)), Array(5).fill([RED, BLUE]))
})

test('what is no picture of this kind is refused', () => {
  const interlaced = pictureOf([[0, ...RED, ...BLUE]])
  interlaced[28] = 1
  assert.throws(() => shrinkPng(interlaced), /Not a picture/)
})

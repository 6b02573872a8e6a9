import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { encode } from 'uqr'
import type { Problem } from '../../platform/errors.ts'
import { parseCode } from '../../scanning/index.ts'
import { arrangeLabel, MODULE_MIN_MM, QUIET_MODULES } from './arrange-label.ts'
import { labelsPerPage, MM, placeOf, STOCKS, type Stock } from './stocks.ts'
import { writeBatchCsv } from './test/batch-csv.ts'
import { type Rectangle, readPdf } from './test/read-pdf.ts'
import { type SheetInput, writeSheet } from './write-sheet.ts'

const TOLERANCE = 0.01
const stockOf = (name: string) => STOCKS.find(stock => stock.name === name) as Stock

let folder: string
let from: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheet-'))
  from = join(folder, 'codes.csv')
})
after(() => rm(folder, { recursive: true }))

const options = (more: Partial<SheetInput> = {}): SheetInput => ({
  from,
  out: join(folder, 'sheet.pdf'),
  stock: stockOf('avery-5160'),
  startAt: 1,
  brandName: 'Fernwood',
  errorCorrection: 'M',
  force: true,
  interrupted: new AbortController().signal,
  compress: false,
  ...more,
})

async function draw(more: Partial<SheetInput> = {}) {
  const input = options(more)
  const sheet = await writeSheet(input)
  return { sheet, pages: readPdf(await readFile(input.out)) }
}

const bounds = (parts: Rectangle[]): Rectangle => {
  const x = Math.min(...parts.map(part => part.x))
  const y = Math.min(...parts.map(part => part.y))
  const right = Math.max(...parts.map(part => part.x + part.width))
  const bottom = Math.max(...parts.map(part => part.y + part.height))
  return { x, y, width: right - x, height: bottom - y }
}

const holds = (outer: Rectangle, inner: Rectangle) =>
  inner.x >= outer.x - TOLERANCE &&
  inner.y >= outer.y - TOLERANCE &&
  inner.x + inner.width <= outer.x + outer.width + TOLERANCE &&
  inner.y + inner.height <= outer.y + outer.height + TOLERANCE

const overlap = (a: Rectangle, b: Rectangle) =>
  a.x + a.width > b.x + TOLERANCE &&
  b.x + b.width > a.x + TOLERANCE &&
  a.y + a.height > b.y + TOLERANCE &&
  b.y + b.height > a.y + TOLERANCE

/** The QR code that a path draws: dark where a rectangle covers the middle of a module. */
function matrixOf(path: Rectangle[]): { matrix: boolean[][]; module: number } {
  const { x, y, width } = bounds(path)
  const module = (path[0] as Rectangle).height
  const size = Math.round(width / module)
  const matrix = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  for (const part of path) {
    const row = matrix[Math.round((part.y - y) / module)] as boolean[]
    const start = Math.round((part.x - x) / module)
    row.fill(true, start, start + Math.round(part.width / module))
  }
  return { matrix, module }
}

describe('a sheet', () => {
  for (const stock of STOCKS) {
    test(`of ${stock.name} has each code once, in its place, as uqr draws it, with what can be typed`, async () => {
      const count = labelsPerPage(stock) + 3
      const urls = await writeBatchCsv(from, count, { base: 'https://moss.example' })
      const startAt = 3
      const { sheet, pages } = await draw({ stock, startAt })
      assert.deepEqual([sheet.labels, sheet.pages, pages.length], [count, 2, 2])
      for (const [i, url] of urls.entries()) {
        const index = startAt - 1 + i
        const page = pages[Math.floor(index / labelsPerPage(stock))]
        const place = placeOf(stock, index % labelsPerPage(stock))
        const label = { ...place, ...stock.label }
        const path = page?.paths.find(one => holds(label, bounds(one)))
        assert.ok(path, `no code on label ${index}`)
        const { matrix, module } = matrixOf(path)
        assert.deepEqual(matrix, encode(url, { ecc: 'M', border: 0 }).data)
        assert.ok(module / MM >= MODULE_MIN_MM)
        const { x, y, width, height } = bounds(path)
        const quiet = QUIET_MODULES * module
        const withQuiet = { x: x - quiet, y: y - quiet, width: width + 2 * quiet, height: height + 2 * quiet }
        assert.ok(holds(label, withQuiet), 'the quiet zone is cut')
        const texts = page?.texts.filter(({ x, y }) => holds(label, { x, y, width: 0, height: 0 })) ?? []
        assert.ok(texts.some(({ text }) => parseCode(text) === url.slice(-16) && text.length === 21))
        assert.match(texts.map(({ text }) => text).join(' '), new RegExp(`Fernwood.*No\\. ${i + 1}$`))
      }
      assert.equal(pages.flatMap(({ paths }) => paths).length, count)
    })
  }

  test('says below the labels which page it is and which serials are on it', async () => {
    await writeBatchCsv(from, 64)
    const { pages } = await draw({ startAt: 29 })
    const footers = pages.map(({ texts }) => texts.at(-1)?.text)
    assert.deepEqual(footers, [
      'Page 1, No. 1 to 2',
      'Page 2, No. 3 to 32',
      'Page 3, No. 33 to 62',
      'Page 4, No. 63 to 64',
    ])
    const labelsEnd = 10.5 * 72
    assert.ok(pages.every(({ texts }) => (texts.at(-1)?.y as number) > labelsEnd))
  })

  test('is read by nobody but its owner, and holds no PIN', async () => {
    await writeBatchCsv(from, 2, { pins: true })
    const { pages } = await draw()
    assert.equal((await stat(join(folder, 'sheet.pdf'))).mode & 0o077, 0)
    assert.doesNotMatch(JSON.stringify(pages), /90210/)
  })

  test('names as much error correction as was asked for', async () => {
    const [url] = await writeBatchCsv(from, 1)
    for (const errorCorrection of ['L', 'Q', 'H'] as const) {
      const { pages } = await draw({ errorCorrection, stock: stockOf('avery-22806') })
      const { matrix } = matrixOf(pages[0]?.paths[0] as Rectangle[])
      assert.deepEqual(matrix, encode(url as string, { ecc: errorCorrection, border: 0 }).data)
    }
  })
})

describe('a label', () => {
  const stocks = fc.constantFrom(...STOCKS)

  test('is on its page, beside the others, and the stock lies in the middle of its paper', () => {
    fc.assert(
      fc.property(stocks, fc.nat(), fc.nat(), (stock, some, other) => {
        const count = labelsPerPage(stock)
        const [one, two] = [some % count, other % count]
        const [a, b] = [one, two].map(index => ({ ...placeOf(stock, index), ...stock.label })) as [
          Rectangle,
          Rectangle,
        ]
        assert.ok(holds({ x: 0, y: 0, ...stock.paper }, a))
        assert.equal(overlap(a, b), one === two)
      }),
    )
    for (const stock of STOCKS) {
      const last = placeOf(stock, labelsPerPage(stock) - 1)
      const right = stock.paper.width - last.x - stock.label.width
      const bottom = stock.paper.height - last.y - stock.label.height
      assert.ok(
        Math.abs(right - stock.left) < 0.1 * MM && Math.abs(bottom - stock.top) < 0.1 * MM,
        stock.name,
      )
    }
  })

  test('keeps its parts within itself and apart, or is refused because they would be too small', () => {
    const versions = fc.integer({ min: 1, max: 40 }).map(version => 17 + 4 * version)
    fc.assert(
      fc.property(stocks, versions, (stock, modules) => {
        const outer = { x: 0, y: 0, ...stock.label }
        try {
          const { qr, code, captions } = arrangeLabel(stock, modules)
          assert.ok(qr.module * (modules + 2 * QUIET_MODULES) <= qr.side + TOLERANCE)
          assert.ok(qr.module / MM >= MODULE_MIN_MM && code.size >= 6)
          const lines = [code, ...captions].map(line => ({ ...line, height: line.size }))
          const parts = [{ ...qr, width: qr.side, height: qr.side }, ...lines]
          for (const [i, part] of parts.entries()) {
            assert.ok(holds(outer, part), `part ${i} leaves ${stock.name}`)
            for (const other of parts.slice(i + 1)) assert.ok(!overlap(part, other), `${stock.name}: ${i}`)
          }
        } catch (error) {
          assert.equal((error as Problem).code, 'label_too_small')
        }
      }),
    )
  })

  test('too small for the address is refused with the reason and what would do', async () => {
    await writeBatchCsv(from, 1, { base: 'https://fernwood.cannarewards.example' })
    await assert.rejects(draw({ stock: stockOf('avery-5167') }), (error: Problem) => {
      assert.equal(error.code, 'label_too_small')
      assert.match(error.message, /would be 0\.31 mm; below 0\.33 mm .* Large enough are avery-5160, /)
      return true
    })
    for (const times of [300, 700]) {
      await writeBatchCsv(from, 1, { base: `https://${'long.'.repeat(times)}example` })
      await assert.rejects(draw({ stock: stockOf('avery-22806') }), { code: 'label_too_small' })
    }
  })
})

describe('what cannot be printed leaves no file, and what was there as it was', () => {
  const out = () => join(folder, 'kept.pdf')
  before(() => writeFile(out(), 'what was there'))

  async function refused(more: Partial<SheetInput>, code: string, message: RegExp) {
    await assert.rejects(draw({ out: out(), ...more }), (error: Problem) => {
      assert.equal(error.code, code)
      assert.match(`${error.title}. ${error.message}`, message)
      return true
    })
    assert.equal(await readFile(out(), 'utf8'), 'what was there')
    assert.deepEqual(
      (await readdir(folder)).filter(name => name.endsWith('.part')),
      [],
    )
  }

  const rows = (...lines: string[]) => writeFile(from, lines.join('\n'))
  const good = '7K3MQ2ZD9TXAB4CE,1,https://fernwood.example/s/7K3MQ2ZD9TXAB4CE'

  test('another file than the CSV of a batch', async () => {
    const cases: [string[], RegExp][] = [
      [['sku,name', 'a,b'], /first line does not name the columns/],
      [['%PDF-1.3', '\u0000"'], /CSV of a batch/],
      [[''], /holds no code/],
      [['code,serial,url'], /holds no code/],
      [['code,serial,url', good, good.replace('B4CE,', 'B4C,')], /Line 3 has no code/],
      [['code,serial,url', good, good.replace(',1,', ',x,')], /Line 3 has no serial/],
      [['code,serial,url', good, good.slice(0, -1)], /Line 3: the address is not that of the code/],
      [['code,serial,url', good, '7K3MQ2ZD9TXAB4CE,2'], /Line 3/],
      [['code,serial,url', good, '"7K3M'], /Line 3/],
    ]
    for (const [lines, message] of cases) {
      await rows(...lines)
      await refused({}, 'not_codes_csv', message)
    }
  })

  test('a file that is there already, unless it may be overwritten', async () => {
    await rows('code,serial,url', good)
    await refused({ force: false }, 'file_exists', /kept\.pdf exists already.*--force/)
    await refused({ out: from, force: true }, 'file_exists', /overwrite its codes/)
  })

  test('a label that the sheet has not, a name that has no room or no letters, a folder that is not there', async () => {
    await rows('code,serial,url', good)
    await refused({ startAt: 31 }, 'validation_failed', /--start-at: avery-5160 has 30 labels/)
    await refused({ brandName: 'Фернвуд' }, 'validation_failed', /--brand-name/)
    await refused({ brandName: 'Fernwood '.repeat(9) }, 'label_too_small', /does not fit the label/)
    await refused({ out: join(folder, 'nowhere', 'x.pdf') }, 'file_not_writable', /cannot be written/)
  })

  test('what is interrupted half-way', async () => {
    await writeBatchCsv(from, 200)
    const controller = new AbortController()
    const onProgress = () => controller.abort(new Error('Interrupted.'))
    await assert.rejects(draw({ out: out(), interrupted: controller.signal, onProgress }), /Interrupted/)
    assert.equal(await readFile(out(), 'utf8'), 'what was there')
    assert.deepEqual(
      (await readdir(folder)).filter(name => name.endsWith('.part')),
      [],
    )
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readColumnMap } from './menu-columns.ts'
import { openMenu } from './menu-format.ts'
import { MenuFormatError } from './menu-format-error.ts'

function open(text: string, columns?: Record<string, string>) {
  return openMenu(Buffer.from(text), columns)
}

function refusal(input: Buffer | string, columns?: Record<string, string>): MenuFormatError {
  try {
    openMenu(Buffer.from(input as string), columns)
  } catch (error) {
    assert.ok(error instanceof MenuFormatError, String(error))
    return error
  }
  return assert.fail('the file was accepted')
}

test('commas, semicolons, tabs and bars are told apart by the header', () => {
  for (const mark of [',', ';', '\t', '|']) {
    const table = open(`Product Name${mark}Brand${mark}Price\nPlum, Pear; and | Co${mark}Hearth${mark}12\n`)
    assert.equal(table.delimiter, mark)
    assert.deepEqual(table.columns, { name: [0], product_line: [1], price: [2] })
  }
})

test('UTF-8 with a mark, UTF-16 and Latin-1 all give the same names', () => {
  const text = 'name,price\nGrümble Añejo,12\n'
  const bytes: [string, Buffer][] = [
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['utf-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf-16', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['windows-1252', Buffer.from(text, 'latin1')],
  ]
  for (const [encoding, input] of bytes) {
    const table = openMenu(input)
    assert.equal(table.encoding, encoding)
    assert.equal(table.records[0]?.fields[0], 'Grümble Añejo')
    assert.deepEqual(table.columns, { name: [0], price: [1] })
  }
})

test('one broken byte does not garble the accents of the rest', () => {
  const input = Buffer.concat([
    Buffer.from('name,price\nGrümble é,1\nBad '),
    Buffer.from([0xe9]),
    Buffer.from(',2\n'),
  ])
  assert.equal(openMenu(input).records[0]?.fields[0], 'Grümble é')
})

test('lines are counted as an editor counts them, through blank lines, CRLF and texts of several lines', () => {
  const text = 'name,price\r\n\r\n"Two\r\nlines",5\r\n   \r\nNext,6\rOld Mac,7\nLast,8'
  const lines = open(text).records.map(({ line, fields }) => [line, fields[0]])
  assert.deepEqual(lines, [
    [3, 'Two\nlines'],
    [6, 'Next'],
    [7, 'Old Mac'],
    [8, 'Last'],
  ])
})

test('the header is found below a title and a separator line', () => {
  const table = open('sep=;\nMenu of May;;\n;;\nArtikel;Product;Price\n1;Plum;5\n')
  assert.deepEqual(table.header, ['Artikel', 'Product', 'Price'])
  assert.deepEqual(
    table.records.map(record => record.line),
    [5],
  )
})

test('a quote that is never closed costs its own line only', () => {
  const table = open('name,kind,price\nOne,a,1\n"Two,a,2\nThree,a,3\n"Four",a,4\n')
  assert.deepEqual(
    table.records.map(({ line, damaged }) => [line, damaged]),
    [
      [2, false],
      [3, true],
      [4, false],
      [5, false],
    ],
  )
})

test('a quote that closes rows later does not swallow them', () => {
  const table = open('name,kind,price\nOne,a,1\n"Two,a,2\nThree,a,3\nFour 4",a,4\nFive,a,5\n')
  assert.deepEqual(
    table.records.map(record => record.fields[0]),
    ['One', '"Two', 'Three', 'Four 4"', 'Five'],
  )
})

test('a description of several lines with commas stays one text', () => {
  const table = open('name,price,description\nOne,1,"First, line\nsecond, line, here\n"\nTwo,2,x\n')
  assert.deepEqual(
    table.records.map(record => record.line),
    [2, 5],
  )
  assert.equal(table.records[0]?.fields[2], 'First, line\nsecond, line, here\n')
})

test('files that are no CSV are refused by what they are', () => {
  const files: [Buffer | string, RegExp][] = [
    ['%PDF-1.7\n1 0 obj', /a PDF/],
    [Buffer.from('PK\x03\x04whatever'), /spreadsheet/],
    ['<!DOCTYPE html><html><body>name,price</body></html>', /web page/],
    ['[{"name":"Plum","price":1}]', /JSON/],
    ['{"items":[]}', /JSON/],
    [Buffer.from('name,price\0\nPlum,1'), /binary/],
  ]
  for (const [input, reason] of files) {
    const error = refusal(input)
    assert.equal(error.code, 'not_csv')
    assert.match(error.message, reason)
  }
})

test('a file without what an import needs is refused with the columns it has', () => {
  assert.equal(refusal('').code, 'empty')
  assert.equal(refusal(' \n\n').code, 'empty')
  assert.equal(refusal('name,price\n').code, 'empty')
  assert.equal(refusal('Plum,12.50\nPear,11.00\n').code, 'no_header')
  const noName = refusal('colour,price\nred,1\n')
  assert.equal(noName.code, 'no_name_column')
  assert.match(noName.message, /"colour", "price"/)
  const noPrice = refusal('name,colour\nPlum,red\n')
  assert.equal(noPrice.code, 'no_price_column')
  assert.match(noPrice.message, /"name", "colour"/)
})

test('an oversized file and too many rows are refused before any work is lost', () => {
  assert.equal(refusal(Buffer.alloc(50 * 1024 * 1024 + 1, 97)).code, 'too_large')
  assert.equal(refusal(`name,price\n${'a,1\n'.repeat(200_001)}`).code, 'too_many_rows')
})

test('the operator can say which column is which', () => {
  const table = open('Bezeichnung;Betrag;price\nPlum;12,50;x\n', { name: 'Bezeichnung', price: 'betrag' })
  assert.deepEqual(table.columns, { name: [0], price: [1] })
  assert.deepEqual(open('Title,Cost,Maker\nPlum,1,Hearth\n', { brand: 'Maker' }).columns.product_line, [2])
})

test('a choice of columns with unknown words is refused with the words there are', () => {
  const field = refusal('name,price\nPlum,1\n', { colour: 'name' })
  assert.equal(field.code, 'unknown_field')
  assert.match(field.message, /potency_thc/)
  const column = refusal('name,price\nPlum,1\n', { name: 'Nome' })
  assert.equal(column.code, 'unknown_column')
  assert.match(column.message, /"name", "price"/)
  assert.deepEqual(readColumnMap('name=Item, brand=Made by'), { name: 'Item', product_line: 'Made by' })
  assert.throws(() => readColumnMap('constructor=Item'), { code: 'unknown_field' })
  assert.throws(() => readColumnMap('name'), { code: 'unknown_column' })
})

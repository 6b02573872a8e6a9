import assert from 'node:assert/strict'
import { test } from 'node:test'
import { layOut, wrap } from './table.ts'

test('numbers stand right, texts left, and a long text gives way to the others', () => {
  const columns = [
    { title: 'name', flexible: true },
    { title: 'codes', align: 'right' as const },
  ]
  const rows = [
    ['Fernwood Farms of the Hudson', '5'],
    ['Moss', '12,000'],
  ]
  assert.deepEqual(layOut(columns, rows, 20), [
    'name           codes',
    'Fernwood Fa…       5',
    'Moss          12,000',
  ])
})

test('what a name carries to steer a terminal never reaches it', () => {
  const [, line] = layOut([{ title: 'name' }], [['red\u001b[31m\nname']], 80)
  assert.equal(line, 'red [31m name')
})

test('a text is broken at spaces, and a word too long stays whole', () => {
  assert.deepEqual(wrap('run migrate as somebody-with-rights', 12), [
    'run migrate',
    'as',
    'somebody-with-rights',
  ])
})

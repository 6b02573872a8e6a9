import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { promisify } from 'node:util'
import fc from 'fast-check'
import type { Problem } from '../platform/errors.ts'
import type { ProfileField } from '../tenancy/index.ts'
import { type ReadLine, readMembers } from './read-members.ts'
import { SeenEmails } from './seen-emails.ts'

const TODAY = '2026-11-24'
const FIELDS: ProfileField[] = [
  { key: 'nickname', label: 'Nickname', kind: 'text', required: false, max: 5 },
  { key: 'effect', label: 'Effect', kind: 'choice', required: true, choices: ['calm', 'bright'] },
  { key: 'news', label: 'News', kind: 'checkbox', required: false },
]

/** The bytes in pieces, so that characters and lines are cut in the middle. */
async function* pieces(bytes: Buffer, size: number) {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
}

async function read(content: string | Buffer, size = 7) {
  const source = pieces(Buffer.from(content), size)
  const { header, lines } = await readMembers(source, {
    hash: createHash('sha256'),
    today: TODAY,
    profileFields: FIELDS,
  })
  const all: ReadLine[] = []
  for await (const line of lines) all.push(line)
  return {
    header,
    rows: all.flatMap(line => ('row' in line ? [line.row] : [])),
    rejects: all.flatMap(line =>
      'row' in line ? [] : line.rejects.map(({ line: at, field }) => `${at} ${field}`),
    ),
  }
}

const refused = async (content: string | Buffer) => {
  const problem = (await read(content).then(
    () => assert.fail('it was read'),
    error => error,
  )) as Problem
  return { code: problem.code, detail: problem.message }
}

describe('a file of members', () => {
  test('is read line by line, with or without a BOM, in any case and with any of three delimiters', async () => {
    const lines = (delimiter: string) =>
      [
        ['E-Mail', 'First Name', 'POINTS', 'Shoe size'],
        ['Zoë@Example.com', '🌿'.repeat(40), '120', '9'],
      ]
        .map(fields => fields.join(delimiter))
        .join('\r\n')
        .replace('E-Mail', 'Email')
    for (const delimiter of [',', ';', '\t']) {
      for (const bom of ['', '\ufeff']) {
        const { rows, header } = await read(bom + lines(delimiter))
        assert.deepEqual(header.ignored, ['Shoe size'])
        assert.equal(rows.length, 1)
        const { email, firstName, points, lifetimePoints, line } = rows[0] as (typeof rows)[0]
        assert.deepEqual(
          [email, firstName, points, lifetimePoints, line],
          ['zoë@example.com', '🌿'.repeat(40), 120, 120, 2],
        )
      }
    }
  })

  test('holds quoted fields, empty lines, and lines of different length', async () => {
    const { rows } = await read('email,last_name\n"a@b.co","Doe, ""the"" one"\n\nc@d.co\n')
    assert.deepEqual(
      rows.map(({ email, lastName }) => [email, lastName]),
      [
        ['a@b.co', 'Doe, "the" one'],
        ['c@d.co', null],
      ],
    )
  })

  test('in Latin-1 is refused with the line and how to convert it', async () => {
    const { code, detail } = await refused(
      Buffer.from('email,first_name\na@b.co,Ann\nc@d.co,Zo\u00eb\n', 'latin1'),
    )
    assert.equal(code, 'not_utf8')
    assert.match(detail, /Line 3 .*Latin-1.*iconv -f WINDOWS-1252 -t UTF-8/)
  })

  test('in UTF-16, binary, empty, without e-mails, or with a column twice is refused', async () => {
    assert.match((await refused(Buffer.from('\ufeffemail\na@b.co', 'utf16le'))).detail, /UTF-16/)
    assert.equal((await refused('email\n\0\n')).code, 'not_csv')
    assert.equal((await refused('')).code, 'not_csv')
    assert.equal((await refused('email\na"b"\n')).code, 'not_csv')
    assert.equal((await refused('email\n"a"b\n')).code, 'not_csv')
    assert.match((await refused('name,points\nAnn,1\n')).detail, /^email: is missing/)
    assert.match((await refused('email,E-mail,email\n')).detail, /email: is there twice/)
  })

  test('with a quote that never ends is refused with its line', async () => {
    const { code, detail } = await refused(`email\na@b.co\n"never ends\n${'x,'.repeat(20_000)}\n`)
    assert.equal(code, 'not_csv')
    assert.match(detail, /line \d+/)
  })
})

describe('a line', () => {
  const reject = async (columns: string, values: string) =>
    (await read(`email,${columns}\na@b.co,${values}\n`)).rejects

  test('with something wrong in it is rejected by line and field, and the others are read', async () => {
    const { rows, rejects } = await read('email,points\nnobody,1\na@b.co,many\n,5\nA@B.co,7\na@b.co ,8\n')
    assert.deepEqual(rejects, ['2 email', '3 points', '4 email', '6 email'])
    assert.deepEqual(
      rows.map(({ points }) => points),
      [7],
    )
  })

  test('says what is wrong with each field', async () => {
    assert.deepEqual(await reject('points,lifetime_points', '10,9'), ['2 lifetime_points'])
    assert.deepEqual(await reject('points', '-1'), ['2 points'])
    assert.deepEqual(await reject('points', '1.5'), ['2 points'])
    assert.deepEqual(await reject('points', '=1+1'), ['2 points'])
    assert.deepEqual(await reject('joined_on', '2026-02-30'), ['2 joined_on'])
    assert.deepEqual(await reject('joined_on', '2026-11-25'), ['2 joined_on'], 'tomorrow')
    assert.deepEqual(await reject('birth_month', '13'), ['2 birth_month'])
    assert.deepEqual(await reject('birth_month', '0'), ['2 birth_month'])
    assert.deepEqual(await reject('age_confirmed_on', '2026-11-25'), ['2 age_confirmed_on'])
    assert.deepEqual(await reject('marketing_consent', 'perhaps'), ['2 marketing_consent'])
    assert.deepEqual(await reject('marketing_consent', 'yes'), ['2 consented_on'])
    assert.deepEqual(await reject('first_name', 'x'.repeat(81)), ['2 first_name'])
    assert.deepEqual(await reject('first_name', 'a\u0007b'), ['2 first_name'])
    assert.deepEqual(await reject('line1,city', '1 Main St,Hudson'), ['2 state', '2 postal_code'])
    assert.deepEqual(await reject('line1,city,state,postal_code', '1 Main St,Hudson,Narnia,12534'), [
      '2 state',
    ])
  })

  test('brings consent with its day, an address with its state, and what was spent', async () => {
    const { rows } = await read(
      'email,points,lifetime_points,marketing_consent,consented_on,line1,city,state,postal_code,joined_on\n' +
        'a@b.co,100,5000,Yes,2024-05-31,1 Main St,Hudson,New York,12534,2020-02-29\n',
    )
    const { points, lifetimePoints, marketingConsent, consentedOn, address, joinedOn } =
      rows[0] as (typeof rows)[0]
    assert.deepEqual(
      [points, lifetimePoints, marketingConsent, consentedOn, joinedOn],
      [100, 5000, true, '2024-05-31', '2020-02-29'],
    )
    assert.deepEqual([address?.state, address?.country], ['NY', 'US'])
  })
})

describe('a field of the brand’s own', () => {
  const HEADER = 'email,custom.nickname,Custom.Effect,custom.news'

  test('is read from its column; what is required may be missing, for the member to say', async () => {
    const { rows, header } = await read(`${HEADER}\na@b.co,🌿🌿🌿🌿🌿,calm,Yes\nc@d.co,,,no\n`)
    assert.deepEqual(
      rows.map(({ custom }) => custom),
      [{ nickname: '🌿🌿🌿🌿🌿', effect: 'calm', news: true }, { news: false }],
    )
    assert.deepEqual(header.ignored, [])
  })

  test('is rejected by line and column when it does not fit', async () => {
    const { rejects } = await read(`${HEADER}\na@b.co,123456,calm,yes\nc@d.co,Ann,loud,perhaps\n`)
    assert.deepEqual(rejects, ['2 custom.nickname', '3 custom.effect', '3 custom.news'])
  })

  test('that the brand has not, or that is there twice, refuses the file by name', async () => {
    assert.match((await refused('email,custom.shoe\na@b.co,9\n')).detail, /^custom\.shoe: is not a field/)
    assert.match((await refused('email,custom.news,Custom.news\n')).detail, /^custom\.news: is there twice/)
  })
})

test('whatever bytes come, they are read or refused by name', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.integer({ min: 1, max: 20 }),
      async (bytes, size) => {
        const content = Buffer.concat([Buffer.from('email,points\n'), bytes])
        try {
          await read(content, size)
        } catch (error) {
          assert.ok(
            ['not_utf8', 'not_csv', 'validation_failed'].includes((error as Problem).code),
            String(error),
          )
        }
      },
    ),
  )
})

test('e-mails seen before are known, and no others, also when there are many', () => {
  const seen = new SeenEmails()
  for (let i = 0; i < 100_000; i++) assert.equal(seen.add(`member${i}@example.com`), false)
  for (let i = 0; i < 100_000; i += 997) assert.equal(seen.add(`member${i}@example.com`), true)
  assert.equal(seen.add('another@example.com'), false)
})

/** Reads 70 MB, line by line, and says how many members were in it. */
const LARGE = `
  import { createHash } from 'node:crypto'
  import { readMembers } from '${new URL('./read-members.ts', import.meta.url).href}'
  async function* file() {
    yield Buffer.from('email,first_name,last_name\\n')
    for (let i = 0; i < 500; i++) {
      const lines = Array.from({ length: 1000 }, (_, n) => 'm' + (i * 1000 + n) + '@move.example,' + 'x'.repeat(60) + ',' + 'y'.repeat(50))
      yield Buffer.from(lines.join('\\n') + '\\n')
    }
  }
  const { lines } = await readMembers(file(), { hash: createHash('sha256'), today: '2026-11-24', profileFields: [] })
  let count = 0
  for await (const _ of lines) count++
  console.log(count)`

test('a file of 70 MB is read with a heap of 40 MB', { timeout: 90_000 }, async () => {
  const options = ['--max-old-space-size=40', '--input-type=module', '-e', LARGE]
  const { stdout } = await promisify(execFile)(process.execPath, options)
  assert.equal(stdout.trim(), '500000')
})

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { TEST_KEYS } from '../../test/keys.ts'
import { openWorld, type World } from '../../test/world.ts'
import { runCli } from './test/run-cli.ts'

let world: World
const cli = (...args: string[]) => runCli(world.adminUrl, args)

before(async () => {
  world = await openWorld()
})
after(() => world.close())

/** A batch made on the command line: its id, and its codes as the CSV has them. */
async function createBatch(...more: string[]) {
  const run = await cli('codes', 'create', '--brand', 'acme', '--sku', 'TEN', ...more)
  assert.equal(run.code, 0, run.stderr)
  const [header, ...lines] = run.stdout.trimEnd().split('\n')
  assert.equal(header, 'code,serial,url')
  const batchId = /^Batch ([0-9a-f-]{36}):/m.exec(run.stderr)?.[1] as string
  return { batchId, codes: lines.map(line => line.split(',')[0] as string), lines }
}

async function scan(member: { token: string }, code: string) {
  const clientOpId = randomUUID()
  const answer = await world.app.server.inject({
    method: 'POST',
    url: '/api/scans',
    headers: world.headers({ token: member.token }),
    payload: { code, client_op_id: clientOpId },
  })
  const requestId = String(answer.headers['x-request-id'])
  return { verdict: answer.json().verdict, clientOpId, requestId }
}

test('codes are printed once as CSV, and can be claimed after their batch is activated', async () => {
  const { batchId, codes, lines } = await createBatch('--count', '3', '--lot', 'L-7')
  assert.deepEqual(
    lines,
    codes.map((code, i) => `${code},${i + 1},http://localhost:3000/s/${code}`),
  )
  const member = await world.addMember()
  assert.equal((await scan(member, codes[0] as string)).verdict, 'inactive')
  const active = await cli('codes', 'activate', batchId, '--brand', 'acme')
  assert.equal(active.code, 0, active.stderr)
  assert.equal((await scan(member, codes[0] as string)).verdict, 'claimed')
})

test('an unknown sku and an impossible count make nothing', async () => {
  const [sku, count] = await Promise.all([
    cli('codes', 'create', '--brand', 'acme', '--sku', 'NOPE', '--count', '5'),
    cli('codes', 'create', '--brand', 'acme', '--sku', 'TEN', '--count', '1000001'),
  ])
  assert.equal(sku?.code, 1)
  assert.match(sku?.stderr ?? '', /NOPE/)
  assert.equal(count?.code, 1)
  assert.match(count?.stderr ?? '', /count: must be a whole number from 1 to 1000000/)
  assert.equal((sku?.stdout ?? '') + (count?.stdout ?? ''), '')
})

test('voiding a batch twice changes nothing, and a void batch is never activated', async () => {
  const { batchId, codes } = await createBatch('--count', '1', '--activate')
  const first = await cli('codes', 'void', batchId, '--brand', 'acme', '--reason', 'stolen in transit')
  const second = await cli('codes', 'void', batchId, '--brand', 'acme', '--reason', 'once more')
  assert.deepEqual([first.code, second.code], [0, 0])
  const activated = await cli('codes', 'activate', batchId, '--brand', 'acme')
  assert.equal(activated.code, 1)
  assert.match(activated.stderr, /voided/)
  assert.equal((await scan(await world.addMember(), codes[0] as string)).verdict, 'void')
  const story = await cli('explain', codes[0] as string)
  assert.match(story.stdout, /The batch was voided: stolen in transit\./)
  const unknown = await cli('codes', 'void', randomUUID(), '--brand', 'acme')
  assert.equal(unknown.code, 1)
})

test('a batch that its reader did not read to the end stays inactive', async () => {
  const entry = fileURLToPath(new URL('main.ts', import.meta.url))
  const args = ['codes', 'create', '--brand', 'acme', '--sku', 'TEN', '--count', '20000', '--activate']
  const child = spawn(process.execPath, [entry, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { DATABASE_URL: world.adminUrl, KEYS: TEST_KEYS },
  })
  child.stdout.once('data', () => child.stdout.destroy())
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  assert.equal(await new Promise(resolve => child.once('close', resolve)), 1)
  assert.doesNotMatch(stderr, /at .*:\d+:\d+/)
  const batchId = /^Batch ([0-9a-f-]{36}):/m.exec(stderr)?.[1] as string
  const [batch] = await world.platform.db.transaction(world.brand.id, tx =>
    tx.raw<{ state: string }>('select state from batches where id = $1', [batchId]),
  )
  assert.equal(batch?.state, 'generated')
})

test('a batch that is interrupted while it is made is not made at all', async () => {
  const entry = fileURLToPath(new URL('main.ts', import.meta.url))
  const args = ['codes', 'create', '--brand', 'acme', '--sku', 'TEN', '--count', '1000000', '--lot', 'CUT']
  const child = spawn(process.execPath, [entry, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { DATABASE_URL: world.adminUrl, KEYS: TEST_KEYS },
  })
  child.stderr.once('data', () => child.kill('SIGINT'))
  assert.equal(await new Promise(resolve => child.once('close', resolve)), 130)
  const batches = await world.platform.db.transaction(world.brand.id, tx =>
    tx.raw("select id from batches where lot_number = 'CUT'"),
  )
  assert.deepEqual(batches, [])
})

test('what happened to a code is told whole, and nothing personal with it', async () => {
  const { codes } = await createBatch('--count', '1', '--activate')
  const code = codes[0] as string
  const [winner, late] = [await world.addMember({ consent: true }), await world.addMember()]
  const won = await scan(winner, code)
  assert.equal(won.verdict, 'claimed')
  const lost = await scan(late, code)
  assert.equal(lost.verdict, 'claimed_by_another')

  const stories = await Promise.all([
    cli('explain', code, '--brand', 'acme'),
    cli('explain', `http://localhost:3000/s/${code.toLowerCase()}`),
    cli('explain', won.clientOpId),
    cli('explain', won.requestId),
  ])
  for (const { code: exit, stdout, stderr } of stories) {
    assert.equal(exit, 0, stderr)
    assert.match(stdout, /times in America\/New_York/)
    assert.match(stdout, new RegExp(`Member ${winner.id} scanned a pack\\.`))
    assert.match(stdout, /Ledger entry 1: \+100 points for the scan, rank x1; balance 100\./)
    assert.match(stdout, /Event product_scanned waits to be sent\./)
    for (const personal of [winner.email, late.email, 'Robin', 'Doe', 'Main St', 'Hudson']) {
      assert.equal(stdout.includes(personal), false, `${personal} is told`)
    }
  }
  assert.match(stories[0]?.stdout ?? '', new RegExp(`Member ${late.id} .*another member had claimed it`))
  assert.match(stories[2]?.stdout ?? '', /answered claimed, \+100 points, balance 100/)
  const refused = await cli('explain', lost.requestId, '--json')
  assert.equal(refused.code, 0, refused.stderr)
  assert.equal(JSON.parse(refused.stdout).found[0].id.attempts[0].verdict, 'claimed_by_another')
})

test('a code of another brand is not told, and what nobody knows is said to be so', async () => {
  await world.addBrand({ slug: 'other' })
  const { codes } = await createBatch('--count', '1')
  const [elsewhere, unknown, nonsense] = await Promise.all([
    cli('explain', codes[0] as string, '--brand', 'other'),
    cli('explain', randomUUID()),
    cli('explain', 'hello'),
  ])
  assert.deepEqual([elsewhere?.code, unknown?.code, nonsense?.code], [1, 1, 2])
  assert.match(elsewhere?.stderr ?? '', /Nothing is known of it in the brand other/)
})

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import './model/follow-the-clock.ts'
import { PLANTS } from './model/plants.ts'

// Only now: the clock has to be followed before the server is loaded.
const { runModel } = await import('./model/run-model.ts')

const SEEDS_A_TEST = 50
const FIRST_SEEDS = [1, 51, 101, 151]
const SHRINK_MS = 30_000

/** What has to have happened, or nothing was shown: actions, and reasons of entries. */
const HAPPENS = [
  ...[
    'product_scanned',
    'points_adjusted',
    'scan_reversed',
    'points_released',
    'points_rejected',
    'points_expired',
  ],
  ...['rank_fell', 'rank_will_fall', 'points_expiring', 'achievement_unlocked', 'campaign_undone'],
  ...['scan', 'campaign', 'achievement', 'rank', 'adjustment', 'reversal', 'expiry', 'repayment'],
  ...['reward_redeemed', 'order_cancelled', 'order_shipped', 'redemption', 'voucher', 'order shipped'],
  ...['wishlist_item_added', 'wishlist_item_removed', 'goal_set', 'goal_completed'],
  ...['referral_converted', 'referral', 'friend review', 'friend rejected', 'friend converted'],
  ...['code inactive', 'code pin_wrong', 'code expired', 'code void', 'run attempts_credit', 'run recall'],
  ...['member_erased', 'member_imported', 'run member_import_undo', 'email_changed', 'product_recalled'],
  ...['dispute_opened', 'dispute moved', 'dispute goodwill', 'dispute refused', 'dispute withdrawn'],
]

const happened = new Map<string, number>()

for (const seed of FIRST_SEEDS) {
  const last = seed + SEEDS_A_TEST - 1
  test(`seeds ${seed} to ${last}: the server does what a plain model of the programme says`, async t => {
    const report = await runModel({ seed, seeds: SEEDS_A_TEST, shrinkMs: SHRINK_MS })
    const { failure } = report
    if (failure) assert.fail(`seed ${failure.seed}: ${failure.difference}\n\n${failure.plan}`)
    for (const [what, count] of report.happened) happened.set(what, (happened.get(what) ?? 0) + count)
    t.diagnostic(`seeds ${seed} to ${last}: no difference`)
  })
}

test('all that the programme does has happened in these seeds', t => {
  t.diagnostic([...happened].map(([what, count]) => `${what} ${count}`).join(', '))
  assert.deepEqual(
    HAPPENS.filter(what => (happened.get(what) ?? 0) === 0),
    [],
  )
})

test('the model shares nothing with the server', async () => {
  const folder = new URL('./model/reference/', import.meta.url)
  for (const file of await readdir(folder)) {
    const text = await readFile(new URL(file, folder), 'utf8')
    const imported = [...text.matchAll(/from '([^']+)'/g)].map(([, path]) => path as string)
    const foreign = imported.filter(path => !path.startsWith('./') && path !== '../plan.ts')
    assert.deepEqual(foreign, [], file)
  }
})

const MAIN = fileURLToPath(new URL('./model/main.ts', import.meta.url))
/** Plans are made to provoke it: a bug that needs more is not found in CI. */
const SEEDS_FOR_A_BUG = 30

for (const [name, { what }] of Object.entries(PLANTS)) {
  test(`a planted bug is found: ${what}`, async t => {
    const options = ['--bug', name, '--seeds', String(SEEDS_FOR_A_BUG), '--shrink-seconds', '0']
    const child = spawn(process.execPath, [MAIN, ...options], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => {
        said += chunk
      })
    }
    const [code] = await once(child, 'close')
    assert.equal(code, 1, said)
    assert.match(said, /^seed \d+: /m)
    t.diagnostic(said.split('\n').find(line => /^seed \d+: /.test(line)) ?? '')
  })
}

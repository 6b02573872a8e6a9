import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'

const runner = 'scripts/node.mjs'

test('the exit code of the program is its own', () => {
  assert.equal(spawnSync(process.execPath, [runner, '--eval', 'process.exit(5)']).status, 5)
})

test('programs started by the program find the same Node', () => {
  const code =
    'console.log(require("node:child_process").execFileSync("node", ["--version"], { encoding: "utf8" }).trim() === process.version)'
  const { stdout, stderr } = spawnSync(process.execPath, [runner, '--eval', code], { encoding: 'utf8' })
  assert.equal(stdout.trim(), 'true')
  assert.equal(stderr, '')
})

test('a signal reaches the program, which decides how to end', async () => {
  const code = 'process.on("SIGTERM", () => process.exit(9)); console.log("up"); setInterval(() => {}, 1000)'
  const child = spawn(process.execPath, [runner, '--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  assert.deepEqual(await once(child, 'exit'), [9, null])
})

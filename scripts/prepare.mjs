// Runs before `npm start` and `npm test`, in a clone where nothing is installed: no dependencies, plain JavaScript.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const oldestNode = 20
if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  console.error(`Node ${oldestNode} or newer is needed; this is ${process.version}.`)
  process.exit(1)
}

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))))
try {
  const { ensurePackages } = await import('./packages.mjs')
  await ensurePackages()
  if (process.argv[2] === 'test') {
    const { ensureTestPrograms } = await import('./system-packages.mjs')
    const advice = await ensureTestPrograms()
    if (advice) throw new Error(advice)
  }
} catch (error) {
  console.error(/** @type {Error} */ (error).message)
  process.exit(1)
}

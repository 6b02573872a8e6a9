// To be run by hand after `npm install`, when scripts/lock-file.test.ts asks for it.
// npm leaves an optional package out of the lock file when the registry did not have it, but keeps its name there;
// `npm ci` then refuses the whole file. This drops those names.
import { readFileSync, writeFileSync } from 'node:fs'

const file = 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8'))
const present = new Set(Object.keys(lock.packages).map(path => path.split('node_modules/').at(-1)))
for (const entry of Object.values(lock.packages)) {
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!present.has(name)) delete entry.optionalDependencies[name]
  }
}
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)

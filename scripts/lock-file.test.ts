import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

type Entry = { optionalDependencies?: Record<string, string>; resolved?: string }
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> }

test('a fresh clone can install: the lock file holds every optional package that it names', () => {
  const present = new Set(Object.keys(lock.packages).map(path => path.split('node_modules/').at(-1)))
  const absent = Object.values(lock.packages)
    .flatMap(entry => Object.keys(entry.optionalDependencies ?? {}))
    .filter(name => !present.has(name))
  assert.deepEqual(absent, [], 'npm ci refuses this file: run node scripts/trim-lock.mjs')
})

test('the lock file names no download addresses, which differ from place to place', () => {
  const addressed = Object.values(lock.packages).filter(entry => entry.resolved?.startsWith('http'))
  assert.deepEqual(addressed, [])
})

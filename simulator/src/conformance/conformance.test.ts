import { suite, test } from 'node:test'
import { startForTest } from '../test-simulator.ts'
import { allChecks } from './all-checks.ts'

suite('with the official client', () => {
  for (const { name, run } of allChecks) test(name, context => run(context, startForTest))
})

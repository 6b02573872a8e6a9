export { hasEmbeddedDatabase } from './database.ts'
export { examine } from './examine.ts'
export { type Check, type Finding, fail, type NamedFinding, ok, reasonOf, warn } from './finding.ts'
export { hasKeys } from './machine-checks.ts'

/** One key ring for all tests: database roles are shared by a cluster, and their passwords derive from the ring. */
export const TEST_KEYS = JSON.stringify({
  current: 't1',
  keys: { t1: 'Qm9iYnkgVGFibGVzIHRlc3Qga2V5IG9ubHkhISEhISE5' },
})

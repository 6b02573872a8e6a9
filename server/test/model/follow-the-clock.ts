// Loaded before the server. Ids ascend in one process whatever its clock does; here each seed has dates of its own, so
// a clock that is set back is followed: the moment in an id has to be that of its seed.
import { registerHooks } from 'node:module'

const ASCENDS = 'if (ms > lastMs) {'
const FOLLOWS = 'if (ms > lastMs || ms < lastMs - 60_000) {'

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!url.endsWith('/server/src/platform/id.ts')) return loaded
    const source = String(loaded.source)
    if (!source.includes(ASCENDS)) throw new Error('id.ts changed: its clock cannot be set back')
    return { ...loaded, source: source.replace(ASCENDS, FOLLOWS) }
  },
})

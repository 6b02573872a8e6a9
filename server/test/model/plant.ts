import { registerHooks } from 'node:module'
import type { Plant } from './plants.ts'

/** Plants a bug in a module that is not loaded yet. Throws when the module has changed so that it cannot be. */
export function plantSource({ source }: Plant): void {
  if (!source) return
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      if (!url.endsWith(source.file)) return loaded
      const text = String(loaded.source)
      if (!text.includes(source.text)) throw new Error(`${source.file} changed: the bug cannot be planted`)
      return { ...loaded, source: text.replace(source.text, source.becomes) }
    },
  })
}

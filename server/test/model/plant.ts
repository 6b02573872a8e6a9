import { registerHooks } from 'node:module'
import type { Plant } from './plants.ts'

/** Plants a bug in a module that is not loaded yet; answers whether it has been by now. Throws where its text changed. */
export function plantSource({ source }: Plant): () => boolean {
  if (!source) return () => true
  let isPlanted = false
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      if (!url.endsWith(source.file)) return loaded
      const text = String(loaded.source)
      if (!text.includes(source.text)) throw new Error(`${source.file} changed: the bug cannot be planted`)
      isPlanted = true
      return { ...loaded, source: text.replace(source.text, source.becomes) }
    },
  })
  return () => isPlanted
}

import { LRUCache } from 'lru-cache'

/**
 * What is read often and changes seldom, kept in this process for `ttlMs`. Readers that arrive together share one
 * load; a failed load is not kept.
 */
export function createCache<K extends string | number, V extends object>(
  options: { max: number; ttlMs: number },
  load: (key: K) => Promise<V>,
) {
  const cache = new LRUCache<K, V>({
    max: options.max,
    ttl: options.ttlMs,
    fetchMethod: key => load(key),
  })
  return {
    get: (key: K) => cache.fetch(key) as Promise<V>,
    forget: (key: K) => void cache.delete(key),
  }
}

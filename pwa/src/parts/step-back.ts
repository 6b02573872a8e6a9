type Stay = { url: string | null; index: number }
// Not every browser tells where one was; the others are led on instead of back.
const { navigation } = globalThis as { navigation?: { currentEntry: Stay; entries: () => Stay[] } }

/** Goes one step back where that is `to`, which is scrolled and narrowed as it was left; answers whether it did. */
export function stepBackTo(to: string): boolean {
  const url = navigation?.entries()[navigation.currentEntry.index - 1]?.url
  if (!url || new URL(url).pathname !== to) return false
  history.back()
  return true
}

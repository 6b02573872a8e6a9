/** What the forms and strain types of products are called among people. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['flower', 'flower'],
  ['pre_roll', 'pre-rolls'],
  ['vaporizer', 'vapes'],
  ['edible', 'edibles'],
  ['concentrate', 'concentrates'],
  ['tincture', 'tinctures'],
  ['topical', 'topicals'],
  ['accessory', 'accessories'],
  ['apparel', 'apparel'],
  ['indica', 'indica'],
  ['sativa', 'sativa'],
  ['hybrid', 'hybrids'],
  ['cbd', 'CBD'],
])

/** One spelling for what predictions and products call the same thing: "Pre-Rolls", "pre rolls" and pre_roll. */
export function affinityKey(name: string): string {
  const key = name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_')
  for (const singular of [key, key.replace(/s$/, ''), key.replace(/ies$/, 'y')]) {
    if (WORDS.has(singular)) return singular
  }
  return key
}

/** What an affinity is called in a sentence, such as "pre-rolls". */
export function affinityWords(key: string): string {
  return WORDS.get(key) ?? key.replaceAll('_', ' ')
}

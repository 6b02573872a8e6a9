const SHORTEST = 5

/** The makers a menu names, the longest first, so that "Kind Tree Sprouts" is tried before "Kind Tree". */
export function knownMakers(makers: string[]): string[] {
  const distinct = new Set(makers.filter(maker => maker.length >= SHORTEST))
  return [...distinct].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
}

/** Tells the maker of a line without one from the beginning of its name; the SKU does not depend on it. */
export function nameMaker(name: string, makers: string[]): string | null {
  const text = name.toLowerCase()
  // "Cookies & Cream" is a flavour, although there is a maker called Cookies.
  return (
    makers.find(
      maker =>
        text.startsWith(`${maker.toLowerCase()} `) && !/^\s(?:&|and|x|n)\s/i.test(text.slice(maker.length)),
    ) ?? null
  )
}

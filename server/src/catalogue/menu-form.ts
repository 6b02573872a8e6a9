import type { ProductForm, Reading } from './menu-product.ts'

/** In order: the first that matches wins, so what a thing is made for comes before what it is made of. */
const CATEGORY_WORDS: [ProductForm, RegExp][] = [
  [
    'accessory',
    /access?or|\bgear|paraphern|hardware|batter(?:y|ies)|glass|devices?\b|papers|lighters?|grinder|\bpipes?\b|bongs?\b|smoking supplies/,
  ],
  ['apparel', /apparel|merch|\bropa\b|cloth|shirt|hood|\bhats?\b|swag/],
  ['pre_roll', /pre ?roll|joints?\b|blunts?\b|\bprj\b/],
  ['vaporizer', /vap(?:e|o)|\bcart(?:s|ridges?)?\b|disposables?|\bpods?\b|\bpens?\b|\b510\b|all in one/],
  ['topical', /topic(?:al|o)|lotion|balm|salve|\bcreams?\b|patch|\bbath|skin/],
  ['tincture', /tinctur|tintura|sublingual|drops?\b|oral spray/],
  [
    'edible',
    /edible|gumm|chocolate|beverage|drink|ingestible|capsule|cand(?:y|ies)|cookie|baked|tablet|food|chews?\b|mints?\b|comestible/,
  ],
  [
    'concentrate',
    /concentrat|extract|\bdabs?\b|rosin|resin|\bwax\b|shatter|\bhash\b|kief|b[au]dder|diamonds?|sauce|\brso\b|concentrado/,
  ],
  ['flower', /flower|\bbuds?\b|shake|smalls|popcorn|eighth|\bflor(?:es)?\b|usable/],
]

/** Names hold strains, and strains are called after food: only words that no strain is called by count here. */
const NAME_WORDS: [ProductForm, RegExp][] = [
  [
    'accessory',
    /rolling papers?|\bpapers\b|\bcones?\b|paper tips|\bwraps\b|filter tips|lighters?\b|grinder|\btray\b|ashtray|one hitter|\bbong\b|beaker|banger|downstem|\brig\b|\bbattery\b|\btorch\b|bubbler|(?:spoon|glass|sherlock) pipe|\bpipe$|stash jar|rolling mat|dab tool/,
  ],
  [
    'apparel',
    /t ?shirt|\btee\b|hoodie|beanie|crewneck|trucker|snapback|\bsocks\b|sweatshirt|dad hat|bucket hat|tote bag/,
  ],
  ['pre_roll', /pre ?rolls?\b|\bjoints?\b|\bblunts?\b/],
  [
    'vaporizer',
    /\bvapes?\b|\bcarts?\b|cartridges?|disposables?|\bpods?\b|all in one|\b510\b|vape pen|\baio\b/,
  ],
  [
    'topical',
    /lotion|\bbalm\b|salve|massage oil|transdermal|bath (?:bomb|salts?|soak)|roll on|body (?:oil|butter|cream)|\bcream \d/,
  ],
  ['tincture', /tincture|sublingual|oral spray|\bdrops\b/],
  [
    'edible',
    /gumm(?:y|ies)|\bchews?\b|caramels\b|chocolates?\b|lozenges?|capsules?|softgels?|seltzer|syrup|beverage|\bdrink\b|\bpearls?\b|\bbites\b|infused (?:olive|coconut) oil|brownie bites|tablets?\b/,
  ],
  // A count with milligrams is a box of sweets, also when they are made with rosin.
  ['edible', /\d ?mg thc|thc \d+ ?mg|\d ?(?:pk|pack|ct|pc)\b.*\d ?mg|\d ?mg.*\d ?(?:pk|pack|ct|pc)\b/],
  [
    'concentrate',
    /(?:live|hash|cured|cold cure) (?:rosin|resin)|\brosin\b|shatter|b[au]dder|live sugar|\bkief\b|crumble|\bdiamonds\b|\bhash\b|\brso\b|\bfso\b|live sauce|\d ?g sugar|\bwax\b|distillate/,
  ],
  [
    'flower',
    /\bflower\b|\bsmalls\b|\blittles\b|ready to roll|ground flower|\bshake\b|\bpopcorn\b|(?:^|\s)(?:3\.5|7|14|28) ?g(?:rams?)?\b|\b1 [248] ?oz\b|\b1 8th\b|\beighth\b/,
  ],
  // A count with grams, or an infused gram of nothing else, is rolled.
  ['pre_roll', /\d ?pk \d[\d.]* ?g\b|\binfused\b.*\d ?g\b/],
]

/** Tells the form from the category cells, else from the name; a line that shows neither is `other` with a note. */
export function readForm(categories: string[], name: string): Reading<ProductForm> {
  for (const category of categories) {
    const form = firstMatch(CATEGORY_WORDS, category)
    if (form) return { value: form, note: `Form ${formWord(form)}, from the category "${category}".` }
  }
  const form = firstMatch(NAME_WORDS, name)
  if (form) return { value: form, note: `Form ${formWord(form)}, from the name.` }
  const unknown = categories[0] === undefined ? 'no category' : `the category "${categories[0]}" is not known`
  return { value: 'other', note: `The form could not be told (${unknown}); it is filed as other.` }
}

function formWord(form: ProductForm): string {
  return form.replace('_', '-')
}

function firstMatch(words: [ProductForm, RegExp][], text: string): ProductForm | undefined {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim()
  return words.find(([, pattern]) => pattern.test(plain))?.[0]
}

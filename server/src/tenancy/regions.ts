const named = (entries: string) =>
  new Map(entries.split('|').map(entry => [entry.slice(0, 2), entry.slice(3)] as const))

/** States and provinces by the two letters of the post, of the countries whose regions have laws of their own. */
const REGIONS: Record<string, ReadonlyMap<string, string>> = {
  US: named(
    'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|AS American Samoa|GU Guam|MP Northern Mariana Islands|PR Puerto Rico|VI U.S. Virgin Islands|AA Armed Forces Americas|AE Armed Forces Europe|AP Armed Forces Pacific',
  ),
  CA: named(
    'AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NS Nova Scotia|NT Northwest Territories|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon',
  ),
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')

/**
 * The two letters of a state or province, whether they or its name were written; what was written, trimmed, for a
 * country whose regions are not told apart. Undefined for none that there is: a law is not escaped by a misspelling.
 */
export function regionOf(country: string, state: string): string | undefined {
  const regions = REGIONS[country]
  if (!regions) return state.trim()
  const written = state.trim().toUpperCase()
  if (regions.has(written)) return written
  for (const [code, name] of regions) if (plain(name) === plain(state)) return code
  return undefined
}

/** What a region is called, such as New York; undefined for one that is not known by name. */
export const regionName = (country: string, region: string): string | undefined =>
  REGIONS[country]?.get(region)

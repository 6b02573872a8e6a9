const SVG = 'http://www.w3.org/2000/svg'

/**
 * Makes an element; children are elements or text, and text stays text whatever it contains.
 * @param {string} tag
 * @param {Record<string, unknown>} properties
 * @param {(Node | string | null | undefined | false)[]} children
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue
    if (name in made) made[name] = value
    else made.setAttribute(name, String(value))
  }
  made.append(...children.filter(child => child !== null && child !== undefined && child !== false))
  return made
}

/** The same for a part of a picture, whose properties are all attributes. */
export function shape(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value))
  made.append(...children)
  return made
}

/** The time of day. */
export const clock = iso =>
  new Date(iso).toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })

/** The same link, when it leads to a web page; what comes from outside never becomes a script. */
export function webLink(link) {
  return link && URL.canParse(link) && ['http:', 'https:'].includes(new URL(link).protocol) ? link : null
}

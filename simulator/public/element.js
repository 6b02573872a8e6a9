/**
 * Makes an element; children are elements or text, and text stays text whatever it contains.
 * @param {string} tag
 * @param {Record<string, unknown>} properties
 * @param {(Node | string | number | null | undefined | false)[]} children
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue
    if (name in made) made[name] = value
    else made.setAttribute(name, String(value))
  }
  for (const child of children)
    if (child !== null && child !== undefined && child !== false && child !== '')
      made.append(child instanceof Node ? child : String(child))
  return made
}

/** The time of day, with the date where it was another day. */
export function clock(iso) {
  const date = new Date(iso)
  const time = date.toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  })
  const isToday = date.toDateString() === new Date().toDateString()
  return isToday ? time : `${date.toLocaleDateString([], { month: 'short', day: 'numeric' })} ${time}`
}

/** The one dialog of the page, with this title and content in it. */
export function openDetail(title, ...content) {
  document.querySelector('#detail-title').textContent = title
  document.querySelector('#detail-body').replaceChildren(...content)
  document.querySelector('#detail').showModal()
}

/** A value as indented JSON. */
export function json(value) {
  return element('pre', { className: 'json', tabIndex: 0 }, JSON.stringify(value, null, 2))
}

/** Label and value, side by side. */
export function facts(pairs) {
  const rows = pairs
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .flatMap(([label, value]) => [element('dt', {}, label), element('dd', {}, value)])
  return element('dl', { className: 'facts' }, ...rows)
}

import { clock, element, facts, json, openDetail } from './element.js'

const SHOWN_LIMIT = 500

const list = document.querySelector('#feed')
const filter = document.querySelector('#feed-filter')
const empty = document.querySelector('#feed-empty')

const kinds = { event: 'Event', identify: 'Profile', mail: 'Mail', insight: 'Insight', report: 'Report' }
const expected = new Set(['accepted', 'delivered'])

/** Puts new entries on top, without the page jumping under someone who reads further down. */
export function showFeed(items) {
  const before = list.scrollHeight
  const isReading = list.scrollTop > 8
  for (const item of items) list.prepend(entry(item))
  while (list.childElementCount > SHOWN_LIMIT) list.lastElementChild.remove()
  if (isReading) list.scrollTop += list.scrollHeight - before
  applyFilter()
}

export function clearFeed() {
  list.replaceChildren()
  applyFilter()
}

filter.addEventListener('input', applyFilter)

function applyFilter() {
  const wanted = filter.value.trim().toLowerCase()
  let shown = 0
  for (const row of list.children) {
    row.hidden = wanted !== '' && !row.dataset.text.includes(wanted)
    if (!row.hidden) shown++
  }
  empty.hidden = shown > 0
  if (list.childElementCount > 0) empty.textContent = 'Nothing here matches that text.'
}

function entry(item) {
  const words = [item.kind, item.name, item.identifier, item.summary, item.decision, item.workspace]
  const row = element(
    'li',
    {},
    element(
      'button',
      { type: 'button', className: 'row', onclick: () => openItem(item) },
      element('span', { className: `kind kind-${item.kind}`, title: kinds[item.kind] }),
      element(
        'span',
        { className: 'row-main' },
        element(
          'span',
          { className: 'row-title' },
          element('strong', {}, item.name),
          !expected.has(item.decision) && decision(item.decision),
          element('time', { dateTime: item.at }, clock(item.at)),
        ),
        element('span', { className: 'row-text' }, item.summary),
        element('span', { className: 'row-person' }, item.identifier ?? 'nobody in particular'),
      ),
    ),
  )
  row.dataset.text = words.join(' ').toLowerCase()
  return row
}

function decision(name) {
  return element('span', { className: `decision decision-${name}` }, name.replaceAll('_', ' '))
}

async function openItem(item) {
  const response = await fetch(`/page/feed/${item.seq}`)
  const answer = await response.json()
  const about = facts([
    ['Kind', kinds[item.kind]],
    ['Person', item.identifier],
    ['Workspace', item.workspace],
    ['At', item.at],
    ['Outcome', decision(item.decision)],
    ['Summary', item.summary],
  ])
  openDetail(item.name, about, response.ok ? json(answer.detail) : element('p', {}, answer.message))
}

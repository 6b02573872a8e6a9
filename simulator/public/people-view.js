import { clock, element, facts, json, openDetail } from './element.js'

const list = document.querySelector('#people')

/** Shows these people, the most recently heard of first. */
export function showPeople(people, total) {
  list.replaceChildren(...people.map(entry))
  document.querySelector('#people-empty').hidden = people.length > 0
  document.querySelector('#people-count').textContent = total || ''
}

function entry(person) {
  const { insight } = person
  return element(
    'li',
    {},
    element(
      'button',
      { type: 'button', className: 'person', onclick: () => openPerson(person) },
      element(
        'span',
        { className: 'row-title' },
        element('strong', {}, nameOf(person)),
        insight &&
          element('span', { className: 'segment' }, insight.recommended_segment.replaceAll('_', ' ')),
      ),
      element('span', { className: 'row-person' }, person.identifier),
      element('span', { className: 'row-text' }, activityOf(person)),
      insight && meter('Engagement', insight.engagement_score),
      insight && meter('Churn risk', insight.churn_probability),
    ),
  )
}

function openPerson(person) {
  const about = facts([
    ['Identifier', person.identifier],
    ['Workspace', person.workspace],
    ['Activity', activityOf(person)],
  ])
  const insight = person.insight && [element('h3', {}, 'Latest predictions'), json(person.insight)]
  openDetail(
    nameOf(person),
    about,
    element('h3', {}, 'Attributes'),
    json(person.attributes),
    ...(insight ?? []),
  )
}

function nameOf({ attributes, identifier }) {
  const name = [attributes.first_name, attributes.last_name]
    .filter(part => typeof part === 'string')
    .join(' ')
  return name || (typeof attributes.email === 'string' && attributes.email) || identifier
}

function activityOf({ events, last_event_at }) {
  if (last_event_at === null) return 'no events yet'
  return `${events} ${events === 1 ? 'event' : 'events'}, last ${clock(last_event_at)}`
}

function meter(label, share) {
  const percent = Math.round(share * 100)
  const bar = element('span', { className: 'bar' })
  bar.style.setProperty('--share', `${percent}%`)
  return element(
    'span',
    { className: 'meter' },
    element('span', {}, label),
    bar,
    element('span', {}, `${percent} %`),
  )
}

import { brandName } from './counter-view.js'
import { clock, element, webLink } from './element.js'

const EVENTS_SHOWN = 150
const MAILS_SHOWN = 6
const KINDS = { event: 'Event', identify: 'Profile', mail: 'Mail', insight: 'Insight' }
/** What is no news: anything else is said beside the event. */
const EXPECTED = ['accepted', 'delivered']

const find = id => document.querySelector(`#${id}`)
const said = find('said')
const mails = find('mail-list')
const events = find('event-list')

let newestMail

/** Says whether the stand-in answers; what arrived before stays on the page. */
export function showReachable(reachable, url) {
  const notice = find('simulator-away')
  if (notice.hidden === reachable) return
  notice.hidden = reachable
  notice.textContent = reachable
    ? ''
    : `The Customer.io stand-in${url ? ` at ${url}` : ''} does not answer. Packs can be claimed all the same: mail and events wait in the outbox and arrive here when it is back.`
}

/** Shows the newest mail, its code large. */
export function showMail(items) {
  find('mail-empty').hidden = items.length > 0
  find('mail-count').textContent = items.length || ''
  const [newest] = items
  if (newest?.delivery_id === newestMail) return
  const isNews = newestMail !== undefined && newest !== undefined
  newestMail = newest?.delivery_id ?? null
  mails.replaceChildren(...items.slice(0, MAILS_SHOWN).map(mail))
  if (isNews) said.textContent = `Mail for ${newest.to}: the code is ${newest.code ?? 'in the link'}`
}

function mail(item) {
  const link = webLink(item.link)
  return element(
    'li',
    { className: 'mail' },
    element('p', {}, element('strong', {}, item.subject)),
    element(
      'p',
      { className: 'about to' },
      `To ${item.to}`,
      element('time', { dateTime: item.sent_at }, clock(item.sent_at)),
    ),
    element(
      'p',
      { className: 'ways' },
      item.code && element('span', { className: 'code' }, item.code),
      link && element('a', { href: link, target: '_blank', rel: 'noopener' }, 'Open its link'),
    ),
  )
}

/** Puts what is new on top. */
export function addEvents(items) {
  events.prepend(...items.map(arrival).reverse())
  while (events.childElementCount > EVENTS_SHOWN) events.lastElementChild.remove()
  countEvents()
}

export function clearEvents() {
  events.replaceChildren()
  countEvents()
}

function countEvents() {
  find('events-empty').hidden = events.childElementCount > 0
  find('event-count').textContent = events.childElementCount || ''
}

function arrival({ at, workspace, kind, identifier, name, summary, decision }) {
  const where = [brandName(workspace), identifier && `member …${identifier.slice(-4)}`].filter(Boolean)
  return element(
    'li',
    { className: 'arrival', 'data-kind': kind },
    element(
      'p',
      { className: 'about' },
      element('strong', {}, name),
      !EXPECTED.includes(decision) && element('em', {}, decision.replaceAll('_', ' ')),
      element('time', { dateTime: at }, clock(at)),
    ),
    summary ? element('p', { className: 'summary' }, summary) : null,
    element('p', { className: 'where' }, [KINDS[kind] ?? kind, ...where].join(' · ')),
  )
}

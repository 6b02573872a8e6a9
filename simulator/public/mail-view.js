import { clock, element, facts, openDetail } from './element.js'

const list = document.querySelector('#mail')

/** Shows this mail, newest first. */
export function showMail(mails) {
  list.replaceChildren(...mails.map(entry))
  document.querySelector('#mail-empty').hidden = mails.length > 0
  document.querySelector('#mail-count').textContent = mails.length || ''
}

function entry(mail) {
  return element(
    'li',
    { className: 'card' },
    element(
      'button',
      { type: 'button', className: 'card-head', onclick: () => openMail(mail) },
      element('strong', {}, mail.subject || 'No subject'),
      element('span', { className: 'row-text' }, `to ${mail.to}`),
      element('time', { dateTime: mail.sent_at }, clock(mail.sent_at)),
    ),
    ...mail.codes.map(code),
    ...mail.links.map(link),
  )
}

function code(digits) {
  const copy = event => {
    navigator.clipboard?.writeText(digits)
    const hint = event.currentTarget.querySelector('small')
    hint.textContent = 'copied'
    setTimeout(() => {
      hint.textContent = 'copy'
    }, 1_500)
  }
  return element(
    'button',
    { type: 'button', className: 'code', 'aria-label': `Copy the code ${digits}`, onclick: copy },
    element('span', {}, digits.slice(0, 3)),
    element('span', {}, digits.slice(3)),
    element('small', {}, 'copy'),
  )
}

function link(address) {
  return element(
    'a',
    { className: 'link', href: address, target: '_blank', rel: 'noopener noreferrer' },
    address,
  )
}

function openMail(mail) {
  const about = facts([
    ['From', mail.from],
    ['To', mail.to],
    ['Sent', mail.sent_at],
    ['Delivery', mail.delivery_id],
  ])
  openDetail(
    mail.subject || 'No subject',
    about,
    ...mail.codes.map(code),
    content(mail),
    ...mail.links.map(link),
  )
}

/** The mail as a mail program would show it: no scripts, nothing fetched, links in a new window. */
function content(mail) {
  if (!/<[a-z]/i.test(mail.body)) return element('pre', { className: 'json' }, mail.body)
  const frame = element('iframe', { className: 'mail-frame', title: 'The mail' })
  frame.setAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox')
  frame.srcdoc =
    '<!doctype html><meta charset="utf-8"><base target="_blank">' +
    '<style>body{font:16px/1.5 system-ui,sans-serif;margin:16px;background:#fff;color:#111}</style>' +
    mail.body
  return frame
}

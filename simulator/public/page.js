import { element } from './element.js'
import { clearFeed, showFeed } from './feed-view.js'
import { showMail } from './mail-view.js'
import { showPeople } from './people-view.js'

const PAUSE_MS = 1_000

let latestSeq
let operations = 0

for (const button of document.querySelectorAll('nav button'))
  button.addEventListener('click', () => {
    document.body.dataset.pane = button.dataset.pane
    for (const other of document.querySelectorAll('nav button')) other.ariaPressed = String(other === button)
  })

/** Follows the simulator for as long as the page is open. */
async function follow() {
  try {
    if (!document.hidden) await catchUp()
    say('Live', true)
  } catch {
    say('No connection', false)
  }
  setTimeout(follow, PAUSE_MS)
}

async function catchUp() {
  const isFirst = latestSeq === undefined
  const { items } = await read(isFirst ? '/feed' : `/feed?after=${latestSeq}`)
  latestSeq = items.at(-1)?.seq ?? latestSeq ?? 0
  showFeed(items)
  const counts = await read('/page/counts')
  const wasReset = counts.operations < operations
  operations = counts.operations
  if (wasReset) clearFeed()
  showCounts(counts)
  if (isFirst || wasReset || items.some(item => item.kind === 'mail'))
    showMail((await read('/page/mail')).items)
  if (isFirst || wasReset || items.length > 0) {
    const { items: people, total } = await read('/page/people')
    showPeople(people, total)
  }
}

async function read(path) {
  const response = await fetch(path)
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.json()
}

function showCounts({ requests, counts_by_decision, faults }) {
  const counts = { requests, ...counts_by_decision, faults_in_force: faults }
  const shown = Object.entries(counts).filter(
    ([name, count]) => count > 0 || name === 'accepted' || name === 'requests',
  )
  const cells = shown.map(([name, count]) =>
    element(
      'div',
      { className: name === 'faults_in_force' ? 'is-bad' : '' },
      element('dt', {}, name.replaceAll('_', ' ')),
      element('dd', {}, count.toLocaleString()),
    ),
  )
  document.querySelector('#counts').replaceChildren(...cells)
}

function say(text, isLive) {
  const line = document.querySelector('#connection')
  // Only a change is worth announcing to a screen reader.
  if (line.textContent !== text) line.textContent = text
  line.classList.toggle('is-live', isLive)
}

follow()

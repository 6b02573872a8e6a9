import { addEvents, clearEvents, showMail, showReachable } from './arrivals-view.js'
import { showCounter } from './counter-view.js'

const POLL_MS = 1_000
/** A scan without consent sends no event, so packs and mail are also asked for at this pace. */
const ROUNDS_PER_REFRESH = 4

const serverAway = document.querySelector('#server-away')

let simulatorUrl
let after
let round = 0
let asking = false

/** Throws when the server does not answer, or answers with an error. */
async function get(path) {
  const response = await fetch(path, { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.json()
}

async function refreshCounter() {
  const state = await get('/demo/packs')
  simulatorUrl = state.simulator_url
  showCounter(state)
}

async function refreshMail() {
  const { reachable, items } = await get('/demo/mail')
  if (reachable) showMail(items)
}

/** What arrived since the last time; a stand-in that was started anew counts from the beginning. */
async function takeArrivals() {
  const feed = await get(after === undefined ? '/demo/feed' : `/demo/feed?after=${after}`)
  showReachable(feed.reachable, simulatorUrl)
  if (!feed.reachable) return []
  if (after !== undefined && feed.latest_seq < after) {
    after = undefined
    clearEvents()
    return takeArrivals()
  }
  after = feed.items.at(-1)?.seq ?? after ?? feed.latest_seq
  addEvents(feed.items)
  return feed.items
}

async function look() {
  if (asking || document.hidden) return
  asking = true
  try {
    const isTimeToRefresh = round++ % ROUNDS_PER_REFRESH === 0
    if (isTimeToRefresh) await refreshCounter()
    const arrived = await takeArrivals()
    if (isTimeToRefresh || arrived.some(({ kind }) => kind === 'mail')) await refreshMail()
    if (arrived.length > 0 && !isTimeToRefresh) await refreshCounter()
    serverAway.hidden = true
  } catch (error) {
    console.warn(error)
    serverAway.hidden = false
    round = 0
  } finally {
    asking = false
  }
}

document.addEventListener('visibilitychange', () => {
  round = 0
  void look()
})
setInterval(look, POLL_MS)
void look()

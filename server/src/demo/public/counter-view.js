import { drawArt } from './art.js'
import { element } from './element.js'

const counter = document.querySelector('#packs')
const links = document.querySelector('#links')
const said = document.querySelector('#said')
const dialog = document.querySelector('#large-code')

const FORMS = { pre_roll: 'Pre-roll' }
const STATES = {
  ready: 'Ready to claim',
  claimed: 'Claimed',
  inactive: 'Not active yet: its batch has not shipped',
  void: 'Void: recalled',
}
const CLAIMED_SHOWN = 6
/** Degrees by which a product's colour is turned away from its brand's accent. */
const TURNS = [0, -40, 40, 90, 150]

let shown = ''

/** Shows every brand's packs; again with news, only what changed is touched, so that nobody loses their place. */
export function showCounter({ brands, simulator_url }) {
  const outline = JSON.stringify(
    brands.map(brand => [brand.origin, brand.members, brand.packs.map(pack => pack.code)]),
  )
  if (outline !== shown) {
    shown = outline
    counter.replaceChildren(...brands.map(brandPanel))
    links.replaceChildren(...linksTo(brands, simulator_url))
    counter.setAttribute('aria-busy', 'false')
  }
  for (const brand of brands) markStates(brand)
}

/** The panel of a brand by the name of its Customer.io workspace, which is its slug. */
export const brandName = slug =>
  counter.querySelector(`[data-brand="${CSS.escape(slug ?? '')}"] h2`)?.textContent ?? slug

function linksTo(brands, simulatorUrl) {
  const places = [
    ...brands.map(({ name, origin }) => [`${name}’s app`, origin]),
    ['API documentation', '/docs'],
    ['Customer.io stand-in', simulatorUrl],
  ]
  return places.map(([name, href]) =>
    element('li', {}, element('a', { href, target: '_blank', rel: 'noopener' }, name)),
  )
}

function brandPanel(brand) {
  const { theme } = brand
  const panel = element(
    'section',
    { className: 'brand', 'data-brand': brand.slug, 'aria-label': brand.name },
    element(
      'header',
      {},
      element('h2', {}, brand.name),
      element('p', { className: 'tagline' }, brand.tagline),
      element('p', { className: 'left' }),
      brand.owner && element('p', { className: 'owner' }, 'Console sign-in: ', ...ownerOf(brand)),
    ),
    element(
      'p',
      { className: 'all-claimed', hidden: true },
      `Every pack of ${brand.name} is claimed. `,
      element('a', { href: '/demo' }, 'Put out more packs'),
    ),
    membersOf(brand),
    element('ul', { className: 'packs' }, ...inShopOrder(brand.packs).map(pack => packCard(pack, brand))),
  )
  for (const name of ['display', 'shape', 'scheme']) panel.dataset[name] = theme[name]
  for (const scheme of ['light', 'dark'])
    for (const [token, colour] of Object.entries(theme[scheme]))
      panel.style.setProperty(`--${scheme}-${token.replace('_', '-')}`, colour)
  return panel
}

const ownerOf = ({ owner }) => [
  copyButton(owner.email, 'the e-mail address'),
  ' ',
  copyButton(owner.password, 'the password'),
]

/** Who has been a member for a year: one tap asks for the mail and follows its link. */
function membersOf({ members, points_name }) {
  const title = element('h3', {}, 'Come in as a member')
  if (!members) {
    const note =
      'A year of members, scans and orders is being lived in the background; it takes about a minute.'
    return element('div', { className: 'members' }, title, element('p', { className: 'left' }, note))
  }
  const card = ({ name, rank, orders, balance, url }) =>
    element(
      'li',
      {},
      element(
        'a',
        { href: url, target: '_blank', rel: 'noopener' },
        element('strong', {}, name),
        element('span', {}, `${rank}, ${orders} ${orders === 1 ? 'order' : 'orders'}`),
        element('span', {}, `${balance.toLocaleString()} ${points_name.many}`),
      ),
    )
  return element('div', { className: 'members' }, title, element('ul', {}, ...members.map(card)))
}

/** What can be claimed first; of what was claimed, only the last few stay on the counter. */
function inShopOrder(packs) {
  const of = state => packs.filter(pack => pack.state === state)
  return [...of('ready'), ...of('inactive'), ...of('void'), ...of('claimed').slice(-CLAIMED_SHOWN).reverse()]
}

function packCard(pack, brand) {
  const { product } = pack
  const name = element('a', { href: pack.url, target: '_blank', rel: 'noopener' }, product.name)
  const face = element('div', { className: 'face' }, drawArt(product.art))
  face.style.setProperty('--turn', TURNS[product.art.seed % TURNS.length])
  return element(
    'li',
    { className: 'pack', 'data-code': pack.code },
    face,
    element(
      'div',
      { className: 'facts' },
      element('h3', {}, name),
      element('p', { className: 'kind' }, kindOf(product)),
      element(
        'p',
        { className: 'price' },
        element('strong', {}, priceOf(product, brand)),
        ` ${product.points.toLocaleString()} ${product.points === 1 ? brand.points_name.one : brand.points_name.many}`,
      ),
      element('p', { className: 'state' }),
      copyButton(pack.typed, 'the code'),
    ),
    element(
      'button',
      {
        type: 'button',
        className: 'qr',
        'aria-label': `Show the QR code of ${product.name} large`,
        onclick: () => showLarge(pack),
      },
      element('img', { src: pack.qr_url, alt: '', width: 88, height: 88, loading: 'lazy' }),
    ),
  )
}

function kindOf({ form, size_label, strain_type }) {
  const formName = FORMS[form] ?? form.charAt(0).toUpperCase() + form.slice(1)
  return [formName, size_label, strain_type].filter(Boolean).join(' · ')
}

const priceOf = ({ msrp_cents }, { currency }) =>
  new Intl.NumberFormat(navigator.language, { style: 'currency', currency }).format(msrp_cents / 100)

function copyButton(text, what) {
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    said.textContent = `Copied ${text}`
    setTimeout(() => {
      said.textContent = ''
    }, 2_500)
  }
  const properties = { type: 'button', className: 'typed', title: `Copy ${what}`, onclick: copy }
  return element('button', { ...properties, 'aria-label': `Copy ${what} ${text}` }, text)
}

function showLarge(pack) {
  dialog.querySelector('#large-code-name').textContent = pack.product.name
  dialog.querySelector('#large-code-picture').src = pack.qr_url
  dialog.querySelector('#large-code-typed').textContent = pack.typed
  dialog.showModal()
}

dialog.addEventListener('click', event => {
  if (event.target === dialog || event.target.matches('.close')) dialog.close()
})

function markStates({ slug, packs }) {
  const panel = counter.querySelector(`[data-brand="${CSS.escape(slug)}"]`)
  for (const { code, state } of packs) {
    const card = panel.querySelector(`[data-code="${code}"]`)
    if (!card || card.dataset.state === state) continue
    card.dataset.state = state
    card.querySelector('.state').textContent = STATES[state]
  }
  const ready = packs.filter(({ state }) => state === 'ready').length
  panel.querySelector('.left').textContent = `${ready} left to claim`
  panel.querySelector('.all-claimed').hidden = ready > 0
}

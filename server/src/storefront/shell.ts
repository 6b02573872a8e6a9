import { createHash } from 'node:crypto'
import type { Brand } from '../tenancy/index.ts'

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`)

type Palette = Brand['settings']['theme']['light']

const tokens = ({ ink, paper, accent, on_accent }: Palette) =>
  `--ink:${ink};--paper:${paper};--accent:${accent};--on-accent:${on_accent}`

function styleOf({ light, dark, scheme }: Brand['settings']['theme']): string {
  if (scheme === 'dark') return `:root{${tokens(dark)}}`
  return `:root{${tokens(light)}}@media (prefers-color-scheme:dark){:root{${tokens(dark)}}}`
}

export interface Shell {
  html: string
  contentSecurityPolicy: string
}

/**
 * The app's page in a brand's clothes: title, colours and icons put in place of `<!--brand-->`. The injected style is
 * allowed by its hash, so the policy needs no 'unsafe-inline'.
 */
export function renderShell(template: string, brand: Brand): Shell {
  const { theme } = brand.settings
  const style = styleOf(theme)
  const light = theme.scheme === 'dark' ? theme.dark : theme.light
  const head = [
    `<title>${escapeHtml(brand.name)}</title>`,
    `<meta name="description" content="${escapeHtml(brand.tagline)}">`,
    `<meta name="theme-color" media="(prefers-color-scheme: light)" content="${light.paper}">`,
    `<meta name="theme-color" media="(prefers-color-scheme: dark)" content="${theme.dark.paper}">`,
    '<link rel="manifest" href="/manifest.webmanifest">',
    '<link rel="icon" href="/icon.svg" type="image/svg+xml">',
    '<link rel="apple-touch-icon" href="/icon.svg">',
    `<style>${style}</style>`,
  ].join('')
  const attributes = `data-brand="${brand.slug}" data-display="${theme.display}" data-shape="${theme.shape}" data-motif="${theme.motif}" data-scheme="${theme.scheme}"`
  const hash = createHash('sha256').update(style).digest('base64')
  return {
    html: template
      .replace('<!--brand-->', () => head)
      .replace('<html lang="en"', () => `<html lang="en" ${attributes}`),
    contentSecurityPolicy: [
      "default-src 'self'",
      "script-src 'self'",
      `style-src 'self' 'sha256-${hash}'`,
      "img-src 'self' data:",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
  }
}

/** The web app manifest of a brand. */
export function manifestOf(brand: Brand) {
  const { theme } = brand.settings
  const palette = theme.scheme === 'dark' ? theme.dark : theme.light
  return {
    id: '/',
    name: brand.name,
    short_name: brand.name.slice(0, 12),
    description: brand.tagline,
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: palette.paper,
    theme_color: palette.paper,
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'maskable' },
    ],
  }
}

/** The brand's mark: its initial on its accent, drawn so that a mask may cut it round. */
export function iconOf(brand: Brand): string {
  const { theme } = brand.settings
  const { accent, on_accent } = theme.scheme === 'dark' ? theme.dark : theme.light
  const family = theme.display === 'serif' ? 'Georgia, serif' : 'Arial, Helvetica, sans-serif'
  const weight = theme.display === 'wide' ? 800 : 600
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" fill="${accent}"/><text x="256" y="256" dy=".36em" text-anchor="middle" font-family="${family}" font-weight="${weight}" font-size="260" fill="${on_accent}">${escapeHtml(brand.name.slice(0, 1))}</text></svg>`
}

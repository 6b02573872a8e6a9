import type { AnyComponent } from 'preact'
import { lazy } from 'preact-iso'
import { exec } from 'preact-iso/router'
import type { memberScreens } from './member-screens.ts'
import { Door } from './screens/door/door.tsx'
import { Root } from './screens/root.tsx'

// biome-ignore lint/suspicious/noExplicitAny: screens take what the router gives them, each another part of it
type Screen = AnyComponent<any> & { preload?: () => Promise<unknown> }

export type AppRoute = { at: string; screen: Screen; membersOnly?: true }

const ofMembers = (name: keyof typeof memberScreens) => ({
  screen: lazy(async () => (await import('./member-screens.ts')).memberScreens[name]()) as Screen,
  membersOnly: true as const,
})

// Each screen is a file of its own that loads when it is needed; only the door comes with the first script.
export const routes: AppRoute[] = [
  { at: '/', screen: Root },
  { at: '/s/:code', screen: Door },
  { at: '/claim/:code', screen: lazy(() => import('./screens/claim/claim.tsx')) },
  { at: '/receipt', screen: lazy(() => import('./screens/claim/receipt.tsx')) },
  { at: '/sign-in', screen: lazy(() => import('./screens/sign-in/sign-in.tsx')) },
  { at: '/auth/link', screen: lazy(() => import('./screens/sign-in/link.tsx')) },
  { at: '/auth/email/confirm', screen: lazy(() => import('./screens/sign-in/email-change.tsx')) },
  { at: '/auth/email/cancel', screen: lazy(() => import('./screens/sign-in/email-change.tsx')) },
  { at: '/scan', screen: lazy(() => import('./screens/scan/scan.tsx')) },
  { at: '/scan/result', ...ofMembers('result') },
  { at: '/points', ...ofMembers('points') },
  { at: '/ranks', ...ofMembers('ranks') },
  { at: '/achievements', ...ofMembers('achievements') },
  { at: '/history', ...ofMembers('history') },
  { at: '/friends', ...ofMembers('friends') },
  { at: '/rewards', ...ofMembers('rewards') },
  { at: '/rewards/:id', ...ofMembers('reward') },
  { at: '/rewards/:id/redeem', ...ofMembers('redeem') },
  { at: '/orders', ...ofMembers('orders') },
  { at: '/orders/:id', ...ofMembers('order') },
  { at: '/orders/:id/placed', ...ofMembers('placed') },
  { at: '/wishlist', ...ofMembers('wishlist') },
  { at: '/goal', ...ofMembers('goal') },
  { at: '/profile', ...ofMembers('profile') },
  { at: '/profile/email', ...ofMembers('email') },
  { at: '/profile/addresses', ...ofMembers('addresses') },
  { at: '/profile/addresses/:id', ...ofMembers('address') },
  { at: '/profile/devices', ...ofMembers('devices') },
  { at: '/profile/consents', ...ofMembers('consents') },
  { at: '/profile/data', ...ofMembers('yourData') },
  { at: '/profile/delete', ...ofMembers('deleteAccount') },
  { at: '/s/:code/dispute', ...ofMembers('dispute') },
  { at: '/disputes', ...ofMembers('disputes') },
  { at: '/goodbye', screen: lazy(() => import('./screens/profile/goodbye.tsx')) },
]

/** Loads the script of the screen at this address, so that it can be shown at once. */
export async function preload(address: string) {
  await routes.find(route => exec(address, route.at))?.screen.preload?.()
}

import type { AnyComponent } from 'preact'
import { lazy } from 'preact-iso'
import { exec } from 'preact-iso/router'
import { Door } from './screens/door/door.tsx'
import { Root } from './screens/root.tsx'

// biome-ignore lint/suspicious/noExplicitAny: screens take what the router gives them, each another part of it
type Screen = AnyComponent<any> & { preload?: () => Promise<unknown> }

export type AppRoute = { at: string; screen: Screen; membersOnly?: true }

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
  { at: '/scan/result', screen: lazy(() => import('./screens/result/result.tsx')), membersOnly: true },
  { at: '/points', screen: lazy(() => import('./screens/points/points.tsx')), membersOnly: true },
  { at: '/ranks', screen: lazy(() => import('./screens/ranks/ranks.tsx')), membersOnly: true },
  {
    at: '/achievements',
    screen: lazy(() => import('./screens/achievements/achievements.tsx')),
    membersOnly: true,
  },
  { at: '/history', screen: lazy(() => import('./screens/history/history.tsx')), membersOnly: true },
  { at: '/friends', screen: lazy(() => import('./screens/friends/friends.tsx')), membersOnly: true },
  { at: '/rewards', screen: lazy(() => import('./screens/rewards/rewards.tsx')), membersOnly: true },
  { at: '/rewards/:id', screen: lazy(() => import('./screens/rewards/reward.tsx')), membersOnly: true },
  { at: '/profile', screen: lazy(() => import('./screens/profile/profile.tsx')), membersOnly: true },
]

/** Loads the script of the screen at this address, so that it can be shown at once. */
export async function preload(address: string) {
  await routes.find(route => exec(address, route.at))?.screen.preload?.()
}

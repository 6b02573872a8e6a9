// Apart from the table of routes, so that the door does not carry the names of scripts that no visitor needs.

/** The screens behind sign-in, each a script of its own. */
export const memberScreens = {
  result: () => import('./screens/result/result.tsx'),
  points: () => import('./screens/points/points.tsx'),
  ranks: () => import('./screens/ranks/ranks.tsx'),
  achievements: () => import('./screens/achievements/achievements.tsx'),
  history: () => import('./screens/history/history.tsx'),
  friends: () => import('./screens/friends/friends.tsx'),
  rewards: () => import('./screens/rewards/rewards.tsx'),
  reward: () => import('./screens/rewards/reward.tsx'),
  redeem: () => import('./screens/redeem/redeem.tsx'),
  orders: () => import('./screens/orders/orders.tsx'),
  order: () => import('./screens/orders/order.tsx'),
  placed: () => import('./screens/orders/placed.tsx'),
  wishlist: () => import('./screens/wishlist/wishlist.tsx'),
  goal: () => import('./screens/goal/goal.tsx'),
  profile: () => import('./screens/profile/profile.tsx'),
  email: () => import('./screens/profile/email.tsx'),
  addresses: () => import('./screens/profile/addresses.tsx'),
  address: () => import('./screens/profile/address.tsx'),
  devices: () => import('./screens/profile/devices.tsx'),
  consents: () => import('./screens/profile/consents.tsx'),
  yourData: () => import('./screens/profile/your-data.tsx'),
  deleteAccount: () => import('./screens/profile/delete-account.tsx'),
  dispute: () => import('./screens/disputes/dispute.tsx'),
  disputes: () => import('./screens/disputes/disputes.tsx'),
}

import type { paths } from '../../../client/api.generated.ts'

// The names that the app uses for parts of the wire; the shapes themselves are the server's own.

type Body<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  requestBody: { content: { 'application/json': infer Sent } }
}
  ? Sent
  : never

type Reply<
  Path extends keyof paths,
  Method extends keyof paths[Path],
  Status extends number = 200,
> = paths[Path][Method] extends {
  responses: { [status in Status]: { content: { 'application/json': infer Answer } } }
}
  ? Answer
  : never

export type { paths }

export type Config = Reply<'/api/config', 'get'>
export type PointsName = Config['points_name']

export type CodeAnswer = Reply<'/api/codes/{code}', 'get'>
export type Product = NonNullable<CodeAnswer['product']>

export type ClaimBody = Body<'/api/claims', 'post'>
export type Address = ClaimBody['address']

export type ScanResult = Reply<'/api/scans', 'post'>
export type Unlocked = ScanResult['achievements_unlocked'][number]
export type Cap = NonNullable<ScanResult['cap']>
export type Hold = NonNullable<ScanResult['hold']>

export type Grant = Reply<'/api/auth/refresh', 'post'> & { scan?: ScanResult | null }
export type Member = Reply<'/api/me', 'get'>
export type MemberChange = Body<'/api/me', 'patch'>

export type Dashboard = Reply<'/api/dashboard', 'get'>
export type Rank = Dashboard['rank']
export type Card = Dashboard['cards'][number]
export type Achievement = Dashboard['achievements'][number]
export type HistoryItem = Reply<'/api/history', 'get'>['items'][number]
export type PointsStatement = Reply<'/api/points', 'get'>
export type RankStep = Reply<'/api/ranks', 'get'>['items'][number]
export type Campaign = Reply<'/api/campaigns', 'get'>['items'][number]

export type Reward = Reply<'/api/rewards/{id}', 'get'>
export type Obstacle = Reward['obstacles'][number]
export type RedemptionBody = Body<'/api/redemptions', 'post'>
export type Redeemed = Reply<'/api/redemptions', 'post'>
export type Order = Reply<'/api/orders', 'get'>['items'][number]
export type OrderDetail = Reply<'/api/orders/{id}', 'get'>
export type Wish = Reply<'/api/wishlist', 'get'>['items'][number]
export type Goal = NonNullable<Reply<'/api/goal', 'get'>['goal']>
export type BookedAddress = Reply<'/api/addresses', 'get'>['items'][number]
export type Markets = Reply<'/api/markets', 'get'>

export type OwnReferrals = Reply<'/api/referrals/me', 'get'>
export type Friend = OwnReferrals['friends']['items'][number]
export type ShareChannel = Body<'/api/referrals/share', 'post'>['channel']
export type SignedInDevice = Reply<'/api/me/sessions', 'get'>['items'][number]
export type Consent = Reply<'/api/me/consents', 'get'>['items'][number]
export type Dispute = Reply<'/api/disputes', 'get'>['items'][number]
export type ProfileField = Config['profile_fields'][number]

/** RFC 9457, with the code to decide by and the fields of a form that were wrong. */
export type ProblemDocument = {
  type: string
  title: string
  status: number
  detail?: string
  code: string
  request_id?: string
  errors?: { field: string; message: string }[]
}

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

// openapi-fetch drops what can only be null from its answers; there are no goals yet.
export type ScanResult = Omit<Reply<'/api/scans', 'post'>, 'goal'>
export type Unlocked = ScanResult['achievements_unlocked'][number]
export type Cap = NonNullable<ScanResult['cap']>
export type Hold = NonNullable<ScanResult['hold']>

export type Grant = Reply<'/api/auth/refresh', 'post'> & { scan?: ScanResult | null }
export type Member = Reply<'/api/me', 'get'>
export type MemberChange = Body<'/api/me', 'patch'>

export type Dashboard = Omit<Reply<'/api/dashboard', 'get'>, 'goal'>
export type Rank = Dashboard['rank']
export type Card = Dashboard['cards'][number]
export type Achievement = Dashboard['achievements'][number]
export type HistoryItem = Reply<'/api/history', 'get'>['items'][number]
export type PointsStatement = Reply<'/api/points', 'get'>
export type RankStep = Reply<'/api/ranks', 'get'>['items'][number]
export type Campaign = Reply<'/api/campaigns', 'get'>['items'][number]

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

// The wire, written by hand until the client is generated from the server's own description.

export type Verdict =
  | 'claimable'
  | 'claimed'
  | 'already_yours'
  | 'claimed_by_another'
  | 'inactive'
  | 'void'
  | 'expired'
  | 'unknown'

export type Motif = 'leaves' | 'topography' | 'stars' | 'grain' | 'bands' | 'waves'

export type PointsName = { one: string; many: string }

export type Config = {
  brand: { slug: string; name: string; tagline: string | null }
  points_name: PointsName
  currency: string
  age_limit: number
  time_zone: string
  points_per_dollar: number
  ladder: { key: string; name: string; threshold: number; multiplier: number }[]
  gift: { name: string; description: string | null } | null
}

export type Product = {
  id: string
  sku: string
  name: string
  product_line: string | null
  form: string
  strain_name: string | null
  strain_type: string | null
  size_label: string | null
  msrp_cents: number
  points: number
  potency_thc_percent: number | null
  potency_cbd_percent: number | null
  dominant_terpene: string | null
  tags: string[]
  description: string | null
  art: { seed: number; motif: string }
}

export type CodeAnswer = {
  verdict: Verdict
  genuine: boolean
  serial: number | null
  product: Product | null
  offer: { points: number; gift: { name: string; description: string | null } | null } | null
}

export type Address = {
  line1: string
  line2?: string | null
  city: string
  state: string
  postal_code: string
  country: string
}

export type ClaimBody = {
  client_op_id: string
  code: string
  first_name: string
  last_name: string
  email: string
  address: Address
  age_confirmed: true
  terms_accepted: true
  marketing_consent: boolean
  referral_code?: string
}

export type Rank = { key: string; name: string; multiplier: number }

export type Unlocked = { key: string; name: string; description: string; rarity: Rarity; points: number }

export type Rarity = 'common' | 'uncommon' | 'rare' | 'epic' | 'legendary'

export type ScanResult = {
  verdict: Verdict
  points_earned: number
  multiplier: number
  new_balance: number
  rank: Rank
  rank_changed: boolean
  achievements_unlocked: Unlocked[]
  gift: { name: string; order_id: string; status: string } | null
  scan_number: number | null
  product: Product | null
}

export type Member = {
  id: string
  email: string | null
  first_name: string | null
  last_name: string | null
  created_at: string
  confirmed: boolean
  marketing_consent: boolean
  marketing_consent_updated_at: string | null
  age_verified_at: string | null
  referral_code: string
  address: Address | null
}

export type Grant = { access_token: string; expires_in: number; member: Member; scan?: ScanResult | null }

export type Card = {
  id: string
  kind: string
  title: string
  body: string
  reason: string
  action: { label: string; href: string } | null
  source: 'customer.io' | 'local'
}

export type Achievement = {
  id: string
  key: string
  name: string
  description: string
  category: string
  rarity: Rarity
  progress: { value: number; target: number }
  unlocked_at: string | null
  points: number
  reason: string
}

export type HistoryItem = {
  id: string
  name: string
  title: string
  occurred_at: string
  points: number | null
  balance_after: number | null
  product: { name: string; sku: string } | null
}

export type Dashboard = {
  first_name: string
  balance: number
  lifetime_points: number
  scan_count: number
  rank: Rank
  next_rank: { key: string; name: string; threshold: number; points_needed: number; progress: number } | null
  cards: Card[]
  achievements: Achievement[]
  recent_actions: HistoryItem[]
}

export type Page<Item> = { items: Item[]; next_cursor: string | null }

export type ProblemDocument = {
  type: string
  title: string
  status: number
  detail?: string
  code: string
  request_id?: string
  errors?: { field: string; message: string }[]
}

type Json<Body> = { content: { 'application/json': Body } }
type Replies<Reply> = { responses: { 200: Json<Reply>; default: Json<ProblemDocument> } }
type Get<Reply, Parameters = Record<never, never>> = { get: { parameters: Parameters } & Replies<Reply> }
type Send<Method extends string, Body, Reply, Parameters = Record<never, never>> = {
  [method in Method]: { parameters: Parameters; requestBody: Json<Body> } & Replies<Reply>
}
type Status = { status: string }

export type paths = {
  '/api/config': Get<Config>
  '/api/age-gate': Send<'post', { confirmed: true }, undefined>
  '/api/codes/{code}': Get<CodeAnswer, { path: { code: string } }>
  '/api/claims': Send<'post', ClaimBody, Status>
  '/api/claims/{client_op_id}': Send<
    'patch',
    { email?: string; address?: Address },
    Status,
    { path: { client_op_id: string } }
  >
  '/api/auth/link': Send<'post', { email: string }, Status>
  '/api/auth/link/consume': Send<'post', { token: string } | { email: string; code: string }, Grant>
  '/api/auth/refresh': { post: { parameters: Record<never, never> } & Replies<Grant> }
  '/api/auth/logout': { post: { parameters: Record<never, never> } & Replies<undefined> }
  '/api/me': Get<Member> &
    Send<'patch', { first_name?: string; last_name?: string; marketing_consent?: boolean }, Member>
  '/api/scans': Send<'post', { code: string; client_op_id: string }, ScanResult>
  '/api/dashboard': Get<Dashboard>
  '/api/history': Get<Page<HistoryItem>, { query?: { cursor?: string } }>
}

// Rows for the tests of what is built from them.

import { DEFAULT_LADDER } from '../../ranks/index.ts'
import { DEFAULT_SETTINGS } from '../../tenancy/index.ts'
import type { OutboxEvent } from '../deliver/build-event.ts'
import type { MemberRow, SnapshotBrand } from '../deliver/snapshots.ts'
import type { ProductRow } from '../deliver/things.ts'

export const SNAPSHOT_BRAND: SnapshotBrand = {
  timeZone: 'America/New_York',
  settings: { ...DEFAULT_SETTINGS, points_name: { one: 'leaf', many: 'leaves' } },
  ladder: DEFAULT_LADDER,
  powerThreshold: 5_000,
}

export const MEMBER: MemberRow = {
  brand_id: 1,
  id: '0195387e-1c00-7000-8000-00000000a001',
  email: 'robin@example.com',
  first_name: 'Robin',
  last_name: 'Doe',
  state: 'confirmed',
  referral_code: 'ABCD2345',
  referred_by: null,
  age_confirmed_at: new Date('2026-02-19T12:00:00Z'),
  marketing_consent: true,
  marketing_consent_at: new Date('2026-02-19T12:00:00Z'),
  points_balance: 900,
  lifetime_points: 5_900,
  points_spent: 5_000,
  ledger_seq: 4,
  rank_key: 'silver',
  scan_count: 3,
  redemption_count: 1,
  achievement_count: 1,
  referral_count: 0,
  points_owed: 0,
  points_held: 0,
  rank_offset: 0,
  ranks_rewarded: [],
  birth_month: null,
  email_bounced_at: null,
  custom: {},
  external_id: null,
  redemption_held_until: null,
  erased_at: null,
  imported_by: null,
  last_active_at: null,
  due_at: null,
  expiry_notified_at: null,
  rank_notified_at: null,
  rank_fell_at: null,
  last_scan_at: new Date('2026-03-02T12:00:00Z'),
  gift_sent: false,
  last_redemption_at: null,
  last_session_at: null,
  created_at: new Date('2026-02-19T12:00:00Z'),
}

export const PRODUCT: ProductRow = {
  brand_id: 1,
  id: '0195387e-1c00-7000-8000-00000000b001',
  sku: 'TEN45',
  name: 'Ten dollar flower',
  product_line: 'House',
  form: 'flower',
  strain_name: null,
  strain_type: 'hybrid',
  size_label: '1 g',
  msrp_cents: 1_045,
  fixed_points: null,
  potency_thc_percent: 20.5,
  potency_cbd_percent: null,
  dominant_terpene: null,
  tags: ['calm'],
  description: null,
  art: {},
  flags: { is_new: true },
  created_at: new Date('2026-02-01T12:00:00Z'),
  updated_at: new Date('2026-02-01T12:00:00Z'),
}

export const SCANNED: OutboxEvent = {
  id: '0195387e-1c00-7000-8000-00000000c001',
  member_id: MEMBER.id,
  lane: 1,
  name: 'product_scanned',
  schema_version: 1,
  occurred_at: new Date('2026-03-01T02:30:00Z'),
  numbers: {
    points_balance: 100,
    lifetime_points: 100,
    points_spent_total: 0,
    rank_key: 'bronze',
    rank_name: 'Bronze',
    rank_multiplier: 1,
    total_scans: 1,
    total_redemptions: 0,
    total_achievements_unlocked: 0,
    points_award: 100,
  },
  refs: { action_id: '0195387e-1c00-7000-8000-00000000d001', product_id: PRODUCT.id },
}

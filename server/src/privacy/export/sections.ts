import { actionTitle } from '../../activity/index.ts'
import { openAddresses } from '../../identity/index.ts'
import { idTime } from '../../platform/id.ts'
import type { Keys } from '../../platform/keys.ts'
import { unsealVoucher } from '../../rewards/index.ts'
import { byId, type ExportRow, type Section } from './section.ts'

const ADDRESS = 'line1, line2, city, state, postal_code, country'

const who: Section[] = [
  {
    name: 'addresses',
    tables: ['addresses'],
    sql: byId(`${ADDRESS}, in_book, is_default, created_at, updated_at`, 'addresses'),
  },
  {
    name: 'consents',
    tables: ['member_consents'],
    sql: byId('kind, granted, source, text_version, at', 'member_consents'),
  },
  {
    name: 'sessions',
    tables: ['sessions'],
    sql: byId(
      'user_agent, network, created_at, rotated_at as last_used_at, expires_at, revoked_at as ended_at',
      'sessions',
    ),
  },
  {
    name: 'email_changes',
    tables: ['email_changes'],
    sql: byId('t.*', 'email_changes'),
    show: (row, { keys }) => ({
      asked_at: row.created_at,
      state: row.state,
      ...(row.sealed ? openAddresses(keys, row as never) : {}),
    }),
  },
  {
    name: 'mails',
    tables: ['mail_queue'],
    sql: byId('template as kind, recipient, state, created_at, settled_at as sent_at', 'mail_queue'),
  },
]

const SCAN = `data->'product'->>'name' as product, data->'product'->>'sku' as sku, data->>'batch_id' as batch_id,
  (data->>'serial')::int as serial, (data->>'points')::bigint as points`

const did: Section[] = [
  {
    name: 'scans',
    tables: ['actions'],
    sql: byId(SCAN, 'actions', `and t.name = 'product_scanned'`),
    show: timed,
  },
  {
    name: 'refused_scans',
    tables: ['code_attempts'],
    sql: byId('verdict, encode(hmac, $$hex$$) as code', 'code_attempts'),
    show: timed,
  },
  {
    name: 'history',
    tables: ['actions'],
    sql: byId('name, client_op_id, data', 'actions'),
    show: ({ cursor, name, data }) => ({
      at: idTime(cursor).toISOString(),
      name,
      title: actionTitle(name as string, data as object),
      data,
    }),
  },
  {
    name: 'disputes',
    tables: ['disputes'],
    // The evidence is about others: what this member tried is among the refused scans.
    sql: byId('message, note, state, points, created_at, settled_at', 'disputes'),
  },
]

const points: Section[] = [
  {
    name: 'ledger',
    tables: ['ledger_entries'],
    sql: `select seq::text as cursor, seq, amount, owed_amount, lifetime_amount, balance_after, reason, source, reverses,
        rule, created_at
      from ledger_entries where brand_id = $1 and member_id = $2 and seq > (select coalesce($3::bigint, 0)) order by seq limit $4`,
  },
  {
    name: 'points_by_last_day',
    tables: ['point_lots'],
    sql: `select expires_day::text as cursor, (date '1970-01-01' + nullif(expires_day, 2147483647))::text as last_day,
        remaining as points
      from point_lots where brand_id = $1 and member_id = $2 and expires_day > (select coalesce($3::int, -1))
      order by expires_day limit $4`,
  },
  {
    name: 'points_on_hold',
    tables: ['point_holds'],
    sql: byId('points, reason, detail, state, settles_at, created_at, settled_at', 'point_holds'),
  },
  {
    name: 'multipliers',
    tables: ['timed_multipliers'],
    sql: `select ends_at || '/' || id as cursor, basis_points, source, starts_at, ends_at from timed_multipliers
      where brand_id = $1 and member_id = $2 and ($3::text is null or (ends_at, id) >
        (split_part($3, '/', 1)::timestamptz, split_part($3, '/', 2)::uuid))
      order by ends_at, id limit $4`,
  },
  {
    name: 'counters',
    tables: ['member_counters'],
    sql: `select '' as cursor, counters, updated_at from member_counters
      where brand_id = $1 and member_id = $2 and $3::text is null limit $4`,
  },
]

const had: Section[] = [
  {
    name: 'achievements',
    tables: ['member_achievements'],
    sql: `select t.achievement_id::text as cursor, a.key, v.definition->>'name' as name, t.version, t.times,
        t.unlocked_at, t.last_unlocked_at, t.period
      from member_achievements t
      join achievements a on a.brand_id = t.brand_id and a.id = t.achievement_id
      join achievement_versions v on v.brand_id = t.brand_id and v.achievement_id = t.achievement_id
        and v.version = t.version
      where t.brand_id = $1 and t.member_id = $2 and t.achievement_id > (select coalesce($3::uuid,
        '00000000-0000-0000-0000-000000000000'))
      order by t.achievement_id limit $4`,
  },
  {
    name: 'orders',
    tables: ['orders'],
    sql: byId(
      `kind, item_name, points_cost, state, carrier, tracking_number, created_at, updated_at, (
         select coalesce(json_agg(json_build_object('state', e.state, 'by', e.by, 'reason', e.reason,
           'at', e.created_at) order by e.id), '[]')
         from order_events e where e.brand_id = t.brand_id and e.order_id = t.id) as moves, (
         select json_build_object('id', v.id, 'key_id', v.key_id, 'sealed', encode(v.sealed, 'hex'))
         from reward_vouchers v where v.brand_id = t.brand_id and v.order_id = t.id) as voucher`,
      'orders',
    ).replace('select ', 'select t.brand_id, '),
    show: ({ cursor: _, brand_id, voucher, ...order }, { keys }) => ({
      ...order,
      voucher: voucher ? voucherOf(keys, brand_id as number, voucher as SealedAsText) : null,
    }),
  },
  {
    name: 'wishes',
    tables: ['wishlist_items'],
    sql: `
      select t.reward_id::text as cursor, t.reward_id, v.definition->>'name' as reward, t.created_at as wished_at
      from wishlist_items t
      join rewards r on r.brand_id = t.brand_id and r.id = t.reward_id
      left join reward_versions v on v.brand_id = r.brand_id and v.reward_id = r.id and v.version = r.current_version
      where t.brand_id = $1 and t.member_id = $2 and t.reward_id > (select coalesce($3::uuid,
        '00000000-0000-0000-0000-000000000000'))
      order by t.reward_id limit $4`,
  },
  {
    name: 'goal',
    tables: ['goals'],
    sql: `
      select '' as cursor, t.reward_id, v.definition->>'name' as reward, t.set_at, t.completed_at
      from goals t
      join rewards r on r.brand_id = t.brand_id and r.id = t.reward_id
      left join reward_versions v on v.brand_id = r.brand_id and v.reward_id = r.id and v.version = r.current_version
      where t.brand_id = $1 and t.member_id = $2 and $3::text is null limit $4`,
  },
  {
    name: 'friends_invited',
    tables: ['referrals'],
    sql: byId('state, referrer_points as points, created_at, decided_at', 'referrals').replace(
      't.member_id',
      't.referrer_id',
    ),
  },
  {
    name: 'invited_by_a_friend',
    tables: ['referrals'],
    sql: byId('state, friend_points as points, created_at, decided_at', 'referrals').replace(
      't.member_id',
      't.friend_id',
    ),
  },
  {
    name: 'insights',
    tables: ['insights'],
    sql: `select '' as cursor, source, computed_at, received_at, predictions, notes from insights
      where brand_id = $1 and member_id = $2 and $3::text is null limit $4`,
  },
  {
    name: 'responses_to_suggestions',
    tables: ['personalization_responses'],
    sql: `select concat_ws('/', day, kind, subject, surface, response) as cursor, kind, subject, surface, response, variant,
        insight_source, created_at
      from personalization_responses
      where brand_id = $1 and member_id = $2 and ($3::text is null or (day, kind, subject, surface, response) >
        (split_part($3, '/', 1)::int, split_part($3, '/', 2), split_part($3, '/', 3), split_part($3, '/', 4),
         split_part($3, '/', 5)))
      order by day, kind, subject, surface, response limit $4`,
  },
]

/** Every list of the export, in its order. */
export const SECTIONS: Section[] = [...who, ...did, ...points, ...had]

/** Rows of these tables are about a member and not in the export, each for a reason. */
export const LEFT_OUT: Record<string, string> = {
  codes: 'each code that a member claimed is one of the scans',
  claims: 'the first scan says the same; besides, a hash of what was filled in',
  operations: 'what a request did is in the history; the export says how many there were',
  outbox: 'each event is of an action in the history, which names it; what was sent is not kept',
  insight_requests:
    'when the member was last active, and predictions were last asked for: times of the last hour',
  outbox_people: 'what Customer.io was told last, to tell it only once: numbers that are here, and hashes',
  campaign_awards: 'the points are entries of the ledger, whose source names the campaign',
  sign_in_tokens: 'hashes of links and codes, which say nothing',
  member_traits: 'keyed hashes, which tell only that two members may be one household',
}

function timed({ cursor, ...row }: ExportRow) {
  return { at: idTime(cursor).toISOString(), ...row }
}

interface SealedAsText {
  id: string
  key_id: string
  sealed: string
}

const voucherOf = (keys: Keys, brand_id: number, { sealed, ...voucher }: SealedAsText) =>
  unsealVoucher(keys, { ...voucher, brand_id, sealed: Buffer.from(sealed, 'hex') })

import type pg from 'pg'
import { OUTBOX_FAULTS } from '../src/customerio/operate/verify-outbox.ts'

const FAULTS = `
  with running as (
    select brand_id, member_id, seq, amount, balance_after,
      sum(amount) over w as total, row_number() over w as expected_seq
    from ledger_entries window w as (partition by brand_id, member_id order by seq)
  ), last as (
    select brand_id, member_id, sum(amount) as total, sum(owed_amount) as owed, sum(lifetime_amount) as lifetime,
      max(seq) as seq
    from ledger_entries group by 1, 2
  ), reversed as (
    select brand_id, member_id, reverses as seq, sum(owed_amount - amount) as total
    from ledger_entries where reverses is not null group by 1, 2, 3
  ), sums as (
    select m.brand_id, m.id, m.points_balance, m.points_owed, m.lifetime_points, m.ledger_seq, m.points_held,
      coalesce(l.total, 0) as total, coalesce(l.owed, 0) as owed, coalesce(l.lifetime, 0) as lifetime,
      coalesce(l.seq, 0) as seq
    from members m left join last l on l.brand_id = m.brand_id and l.member_id = m.id
  )
  select 'balance_after does not follow' as fault, member_id from running where balance_after <> total
  union all select 'seq has a gap', member_id from running where seq <> expected_seq
  union all
  select 'the balance is not the sum of the entries', id from sums where points_balance <> total or ledger_seq <> seq
  union all select 'what is owed is not the sum of the entries', id from sums where points_owed <> owed
  union all select 'lifetime points are not the sum of the entries', id from sums where lifetime_points <> lifetime
  union all select 'a negative balance', id from sums where points_balance < 0 or points_owed < 0
  union all
  select 'the lots do not hold the balance', id from sums s
    where points_balance <> (select coalesce(sum(remaining), 0) from point_lots l
      where l.brand_id = s.brand_id and l.member_id = s.id)
  union all
  select 'held points and the holds differ', id from sums s
    where points_held <> (select coalesce(sum(points), 0) from point_holds h
      where h.brand_id = s.brand_id and h.member_id = s.id and h.state = 'held')
  union all
  select 'more of an entry was taken back than it gave', e.member_id from ledger_entries e
    join reversed r on r.brand_id = e.brand_id and r.member_id = e.member_id and r.seq = e.seq
    where e.amount > 0 and e.amount < r.total
  union all
  select 'a campaign gave more than its budget', u.campaign_id from campaign_usage u
    where u.points > u.budget_points or u.awards > u.first_n
  union all
  select 'a campaign and its awards differ', u.campaign_id from campaign_usage u
    where (u.awards, u.points) <> (select count(*), coalesce(sum(a.points), 0)::bigint
      from campaign_awards a where a.brand_id = u.brand_id and a.campaign_id = u.campaign_id)
  union all
  select 'unlocked achievements and their count differ', m.id from members m
    where m.achievement_count <> (select coalesce(sum(times), 0) from member_achievements a
      where a.brand_id = m.brand_id and a.member_id = m.id)
  union all
  select 'a referral and what was paid for it differ', r.id from referrals r
    cross join lateral (values (r.referrer_id, r.referrer_points), (r.friend_id, r.friend_points)) as due(member_id, points)
    where due.points <> (select coalesce(sum(e.amount), 0) from ledger_entries e
        where e.brand_id = r.brand_id and e.member_id = due.member_id and e.reason = 'referral'
          and e.source = 'referral:' || r.id)
      or (r.state <> 'converted' and due.points > 0)
  union all
  select 'friends who counted and their count differ', m.id from members m
    where m.referral_count <> (select count(*) from referrals r
      where r.brand_id = m.brand_id and r.referrer_id = m.id and r.state = 'converted')
  union all
  select 'points spent and the entries of redemptions differ', m.id from members m
    where m.points_spent <> (select coalesce(-sum(e.amount), 0) from ledger_entries e
      where e.brand_id = m.brand_id and e.member_id = m.id and e.reason = 'redemption')
  union all
  select 'redemptions and orders differ', m.id from members m
    where m.state <> 'erased' and (m.redemption_count, m.points_spent) <> (
      select count(*), coalesce(sum(points_cost), 0)::bigint from orders o
      where o.brand_id = m.brand_id and o.member_id = m.id and o.kind = 'reward' and o.state <> 'cancelled')
  union all
  select 'sold and orders differ', s.reward_id from reward_stock s
    where s.sold <> (select count(*) from orders o
      where o.brand_id = s.brand_id and o.reward_id = s.reward_id and o.state <> 'cancelled')
  union all
  select 'the stock of a digital reward and its vouchers differ', s.reward_id from reward_stock s
    join reward_versions d on d.brand_id = s.brand_id and d.reward_id = s.reward_id and d.version = 1
    where d.definition->>'kind' = 'digital' and s.remaining is distinct from (
      select count(*) from reward_vouchers v
      where v.brand_id = s.brand_id and v.reward_id = s.reward_id and v.order_id is null)
  union all
  select 'an order has no voucher, or one that it should not have', o.id from orders o
    left join reward_versions d on d.brand_id = o.brand_id and d.reward_id = o.reward_id and d.version = o.reward_version
    where o.kind = 'reward' and (d.definition->>'kind' = 'digital') <> exists (
      select 1 from reward_vouchers v where v.brand_id = o.brand_id and v.order_id = o.id)
  union all
  select 'a parcel has no address, or one that it no longer needs', o.id from orders o
    join members m on m.brand_id = o.brand_id and m.id = o.member_id and m.state <> 'erased'
    where o.kind = 'reward' and (o.state in ('pending', 'processing', 'shipped')) <> (o.address_id is not null)
  union all
  select 'an order is not where its last move led', o.id from orders o
    where o.state <> (select e.state from order_events e
      where e.brand_id = o.brand_id and e.order_id = o.id order by e.id desc limit 1)
  union all
  select 'a dispute and what it gave differ', d.id from disputes d
    where case d.state when 'goodwill' then d.points else 0 end <> (select coalesce(sum(e.amount), 0)
      from ledger_entries e where e.brand_id = d.brand_id and e.member_id = d.member_id
        and e.reason = 'adjustment' and e.source = 'dispute:' || d.id)
  union all
  select 'claimed codes and the scan count differ', m.id from members m
    where m.scan_count <> (select count(*) from codes c where c.brand_id = m.brand_id and c.claimed_by = m.id)
      and not exists (select 1 from ledger_entries e where e.member_id = m.id and e.rule = '{}')`

/** Each event of the outbox is in one state, and as that state has it to be. */
const OUTBOX = `
  select v.fault, o.member_id from outbox o cross join lateral (values
    ${Object.entries(OUTBOX_FAULTS)
      .map(([fault, wrong]) => `('${fault}', ${wrong})`)
      .join(',\n')}) v(fault, is_so)
  where v.is_so`

/** R2 of the promises: what is wrong with the books, as a list that should be empty. `admin` sees past brands. */
export async function ledgerFaults(
  admin: Pick<pg.Pool, 'query'>,
): Promise<{ fault: string; member_id: string }[]> {
  return (await admin.query(`${FAULTS} union all ${OUTBOX}`)).rows
}

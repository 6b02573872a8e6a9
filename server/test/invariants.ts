import type pg from 'pg'

const FAULTS = `
  with running as (
    select brand_id, member_id, seq, amount, balance_after,
      sum(amount) over w as total, row_number() over w as expected_seq
    from ledger_entries window w as (partition by brand_id, member_id order by seq)
  ), last as (
    select brand_id, member_id, sum(amount) as total, max(seq) as seq from ledger_entries group by 1, 2
  )
  select 'balance_after does not follow' as fault, member_id from running where balance_after <> total
  union all select 'seq has a gap', member_id from running where seq <> expected_seq
  union all
  select 'the balance is not the sum of the entries', m.id from members m
    left join last l on l.brand_id = m.brand_id and l.member_id = m.id
    where m.points_balance <> coalesce(l.total, 0) or m.ledger_seq <> coalesce(l.seq, 0)
  union all select 'a negative balance', id from members where points_balance < 0
  union all
  select 'claimed codes and the scan count differ', m.id from members m
    where m.scan_count <> (select count(*) from codes c where c.brand_id = m.brand_id and c.claimed_by = m.id)
      and not exists (select 1 from ledger_entries e where e.member_id = m.id and e.rule = '{}')`

/** R2 of the promises: what is wrong with the books, as a list that should be empty. `admin` sees past brands. */
export async function ledgerFaults(admin: pg.Client): Promise<{ fault: string; member_id: string }[]> {
  return (await admin.query(FAULTS)).rows
}

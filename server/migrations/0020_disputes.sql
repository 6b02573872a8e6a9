-- A dispute ends as well when its member leaves. How it was settled is kept where all operations are.
alter table disputes
  drop constraint disputes_state_check,
  add constraint disputes_state_check check (state in ('open', 'moved', 'goodwill', 'refused', 'withdrawn')),
  drop column settle_op_id,
  drop column settle_hash;
drop index disputes_open;
create index disputes_state on disputes (brand_id, state, id);

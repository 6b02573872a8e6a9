import type { DatabaseSubject } from './database-checks.ts'
import { type Check, fail, ok, warn } from './finding.ts'

/** What the newest schema promises and somebody may have taken away since. */
export const schemaChecks: Check<DatabaseSubject>[] = [
  { name: 'row security', look: checkRowSecurity },
  { name: 'partitions', look: checkPartitions },
]

/** Every table of a brand, with what is wrong with its isolation. A policy of the role `system` may see past brands. */
const ISOLATION = `
  select c.relname::text as name, c.relrowsecurity and c.relforcerowsecurity as forced,
    exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'brand_isolation') as isolated,
    exists (select from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname and p.permissive = 'PERMISSIVE'
      and p.roles && '{public,synergy_app,synergy_jobs}'::name[]
      and coalesce(p.qual, p.with_check, '') not like '%app.brand_ids%') as open
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and (c.relname = 'brands' or exists (
      select from pg_attribute a where a.attrelid = c.oid and a.attname = 'brand_id' and not a.attisdropped))
  order by 1`

async function checkRowSecurity({ client }: DatabaseSubject) {
  const { rows } = await client.query<{ name: string; forced: boolean; isolated: boolean; open: boolean }>(
    ISOLATION,
  )
  const faults = rows.flatMap(({ name, forced, isolated, open }) => [
    ...(forced ? [] : [`${name}: row-level security is not forced`]),
    ...(isolated ? [] : [`${name}: the policy brand_isolation is missing`]),
    ...(open ? [`${name}: another policy lets brands see each other`] : []),
  ])
  if (faults.length === 0) return ok(`forced on all ${rows.length} tables of a brand`)
  return fail(
    faults.join('; '),
    'Brands may see each other: stop serving, and restore what migration 0001 gives every table (isolate_by_brand).',
  )
}

const MONTHS_AHEAD = 3
const PARTITIONED = ['actions', 'outbox']

const PARTITIONS = `
  select child.relname::text as name, pg_relation_size(child.oid)::int8 > 0 as filled
  from pg_inherits i
  join pg_class child on child.oid = i.inhrelid
  where i.inhparent = any(array['public.actions', 'public.outbox']::regclass[])`

async function checkPartitions({ client, clock }: DatabaseSubject) {
  const { rows } = await client.query<{ name: string; filled: boolean }>(PARTITIONS)
  const names = new Set(rows.map(row => row.name))
  const wanted = PARTITIONED.flatMap(parent => [
    `${parent}_default`,
    ...monthsFrom(clock()).map(month => `${parent}_${month}`),
  ])
  const missing = wanted.filter(name => !names.has(name))
  if (missing.length > 0) {
    return fail(
      `${missing.join(', ')} missing`,
      'Run `migrate` now; a running worker makes them every night.',
    )
  }
  const filled = rows.filter(({ name, filled }) => filled && name.endsWith('_default'))
  if (filled.length > 0) {
    return warn(
      `${filled.map(row => row.name).join(', ')} is not empty: a month was missing once`,
      'Move its rows to partitions of their months when there is time.',
    )
  }
  return ok(`made for this month and the ${MONTHS_AHEAD} after it`)
}

function monthsFrom(at: Date): string[] {
  return Array.from({ length: MONTHS_AHEAD + 1 }, (_, step) => {
    const month = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + step, 1))
    return month.toISOString().slice(0, 7).replace('-', '')
  })
}

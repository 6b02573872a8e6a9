/**
 * One table's part of a data-modifying CTE. The folder that owns the table exports it; the caller composes them to
 * one statement, with the rows of each table as one jsonb parameter.
 */
export interface WriteFragment<Row> {
  name: string
  /** The statement, given the placeholder of its rows; it returns one row for each row written. */
  sql(rows: string): string
  /** Only the type of a row; never set. */
  row?: Row
}

/**
 * Composes fragments to one statement. Its last parameter is the number of rows that each must write: another number
 * is an error (22012), so that nothing half-written is ever committed.
 */
export function composeWrites(fragments: WriteFragment<never>[]): string {
  const parts = fragments.map(({ name, sql }, i) => `w_${name} as (${sql(`$${i + 1}::jsonb`)})`)
  const counts = fragments.map(({ name }) => `(select count(*) from w_${name})`)
  const expected = `$${fragments.length + 1}::bigint[]`
  return `with ${parts.join(',\n')}\nselect 1 / (array[${counts.join(', ')}] = ${expected})::int as written`
}

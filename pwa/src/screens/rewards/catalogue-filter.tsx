import { spendingWords } from '../../words/spending.ts'
import { type Narrowing, shows } from './narrow.ts'

type CatalogueFilterProps = { narrowing: Narrowing; onChange: (part: Partial<Narrowing>) => void }

/** A word to look for, and which kind of reward to show. */
export function CatalogueFilter({ narrowing, onChange }: CatalogueFilterProps) {
  const { rewards } = spendingWords
  return (
    <search class="flex flex-col gap-3">
      <input
        type="search"
        class="control"
        name="search"
        aria-label={rewards.search}
        placeholder={rewards.search}
        maxLength={80}
        enterkeyhint="search"
        value={narrowing.search}
        onInput={event => onChange({ search: event.currentTarget.value })}
      />
      <fieldset class="flex flex-wrap gap-2">
        <legend class="sr-only">{rewards.filters}</legend>
        {shows.map(show => (
          <label key={show} class="chip">
            <input
              type="radio"
              name="show"
              value={show}
              checked={narrowing.show === show}
              onChange={() => onChange({ show })}
            />
            {rewards.filter[show]}
          </label>
        ))}
      </fieldset>
    </search>
  )
}

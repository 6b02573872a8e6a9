import { useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { Choice } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { formatMonth } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'
import { useChange } from './use-change.ts'

const months = Array.from({ length: 12 }, (_, i): [string, string] => [String(i + 1), formatMonth(i + 1)])

/** Asked once: whoever could change it would have a birthday every month. */
export function BirthMonth() {
  const [month, setMonth] = useState('')
  const change = useChange()
  return (
    <form
      noValidate
      class="flex flex-col gap-4"
      onSubmit={event => {
        event.preventDefault()
        if (month && !change.isPending) change.mutate({ birth_month: Number(month) })
      }}
    >
      <Choice
        name="birth_month"
        label={memberWords.profile.birthMonth}
        hint={memberWords.profile.birthMonthHint}
        value={month}
        onValue={setMonth}
        options={months}
        empty={memberWords.profile.birthMonthChoose}
        autocomplete="bday-month"
      />
      <ProblemNote cause={change.error} />
      {month && (
        <Button look="quiet" submit busy={change.isPending}>
          {memberWords.profile.birthMonthSave}
        </Button>
      )}
    </form>
  )
}

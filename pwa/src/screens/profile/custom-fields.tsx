import { useState } from 'preact/hooks'
import { asProblem } from '../../api/problem.ts'
import type { Member, ProfileField } from '../../api/shapes.ts'
import { Button } from '../../parts/button.tsx'
import { Choice, Field, Tick } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { accountWords } from '../../words/account.ts'
import { changedAnswers, wrongAnswer } from './custom-answers.ts'
import { useChange } from './use-change.ts'

type Answers = Member['custom']

/** What this brand asks besides what every brand does. */
export function CustomFields({ fields, member }: { fields: ProfileField[]; member: Member }) {
  const [answers, setAnswers] = useState<Answers>(member.custom)
  const [tried, setTried] = useState(false)
  const change = useChange()
  const changed = changedAnswers(fields, member.custom, answers)
  const refused = asProblem(change.error).fields
  const wrong = (field: ProfileField) =>
    (tried ? wrongAnswer(field, answers[field.key]) : undefined) ?? refused[`custom.${field.key}`]
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    const first = fields.find(field => wrongAnswer(field, answers[field.key]))
    if (first) document.getElementById(idOf(first))?.focus()
    else if (changed && !change.isPending) change.mutate({ custom: changed })
  }
  return (
    <form noValidate onSubmit={submit} class="flex flex-col gap-4">
      <h2 class="text-lead strong">{accountWords.fields.title}</h2>
      {fields.map(field => (
        <Answer
          key={field.key}
          field={field}
          value={answers[field.key]}
          error={wrong(field)}
          onValue={value => setAnswers(now => ({ ...now, [field.key]: value }))}
        />
      ))}
      <ProblemNote cause={change.error} />
      {changed && (
        <Button look="quiet" submit busy={change.isPending}>
          {accountWords.fields.save}
        </Button>
      )}
      <p role="status" class="text-small empty:hidden">
        {change.isSuccess && !changed && accountWords.fields.saved}
      </p>
    </form>
  )
}

const idOf = ({ key }: ProfileField) => `custom_${key}`

type AnswerProps = {
  field: ProfileField
  value: string | boolean | undefined
  error: string | undefined
  onValue: (value: string | boolean) => void
}

function Answer({ field, value, error, onValue }: AnswerProps) {
  const bound = { name: idOf(field), label: field.label, error }
  if (field.kind === 'checkbox') return <Tick {...bound} checked={value === true} onChecked={onValue} />
  if (!field.required) bound.label = accountWords.fields.optional(field.label)
  const text = typeof value === 'string' ? value : ''
  if (field.kind === 'choice') {
    const options = (field.choices ?? []).map((choice): [string, string] => [choice, choice])
    return (
      <Choice
        {...bound}
        value={text}
        onValue={onValue}
        options={options}
        empty={accountWords.fields.choose}
        autocomplete="off"
      />
    )
  }
  return <Field {...bound} value={text} onValue={onValue} input={{ autocomplete: 'off' }} />
}

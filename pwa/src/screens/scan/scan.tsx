import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { groupCode, readTypedCode, type TypedCode } from '../../scan/typed-code.ts'
import { useSession } from '../../session/use-session.ts'
import { memberWords } from '../../words/member.ts'
import { CodeOnPack } from './code-on-pack.tsx'

/** A code typed by hand; every slip is said while it is still under the fingers. */
export default function Scan() {
  const { route } = useLocation()
  const member = useSession().status === 'member'
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const typed = readTypedCode(text)

  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (typed.kind === 'complete') route(`/s/${typed.code}`)
    else document.getElementById('pack_code')?.focus()
  }

  return (
    <Screen title={memberWords.scan.title} nav={member} {...(member ? {} : { back: '/' })}>
      <CodeOnPack />
      <div class="flex flex-col gap-2">
        <Heading>{memberWords.scan.title}</Heading>
        <p class="text-quiet">{memberWords.scan.body}</p>
      </div>
      <form noValidate onSubmit={submit} class="flex flex-col gap-5">
        <Field
          name="pack_code"
          label={memberWords.scan.label}
          hint={memberWords.scan.hint}
          error={whatIsWrong(typed, tried)}
          value={text}
          onValue={value => setText(tidied(value, text))}
          input={{
            class: 'pack-code',
            autocomplete: 'off',
            autocapitalize: 'characters',
            spellcheck: false,
            enterkeyhint: 'go',
            placeholder: 'XXXX-XXXX-XXXX-XXXX',
          }}
        />
        <Button submit>{memberWords.scan.submit}</Button>
      </form>
    </Screen>
  )
}

// Hyphens are added while typing at the end only; inside or when deleting they would move the caret.
function tidied(value: string, before: string) {
  const field = document.getElementById('pack_code') as HTMLInputElement | null
  const atEnd = !field || field.selectionStart === value.length
  const pasted = value.includes('/s/')
  if (!atEnd || (value.length < before.length && !pasted)) return value
  return readTypedCode(value).kind === 'too_long' ? value : groupCode(value)
}

function whatIsWrong(typed: TypedCode, tried: boolean) {
  switch (typed.kind) {
    case 'foreign_character':
      return memberWords.scan.foreign(typed.character)
    case 'wrong_check':
      return memberWords.scan.wrongCheck
    case 'too_long':
      return memberWords.scan.tooLong
    case 'incomplete':
      return tried ? memberWords.scan.incomplete(16 - typed.typed) : undefined
    case 'complete':
      return undefined
  }
}

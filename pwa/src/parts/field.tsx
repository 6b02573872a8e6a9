import type { ComponentChildren, InputHTMLAttributes } from 'preact'

type FieldProps = {
  name: string
  label: string
  value: string
  onValue: (value: string) => void
  onLeave?: () => void
  hint?: string | undefined
  error?: string | undefined
  input?: Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'name' | 'id'>
  class?: string
}

/** One line of text with its label above and what is wrong with it below. */
export function Field({
  name,
  label,
  value,
  onValue,
  onLeave,
  hint,
  error,
  input,
  class: className,
}: FieldProps) {
  return (
    <Labelled name={name} label={label} hint={hint} error={error} class={className ?? ''}>
      <input
        {...input}
        {...described(name, hint, error)}
        class={`control ${input?.class ?? ''}`}
        name={name}
        value={value}
        onInput={event => onValue(event.currentTarget.value)}
        onBlur={() => onLeave?.()}
      />
    </Labelled>
  )
}

type ChoiceProps = Omit<FieldProps, 'input'> & {
  options: [value: string, label: string][]
  empty: string
  autocomplete: string
}

/** One of a known list. */
export function Choice({
  name,
  label,
  value,
  onValue,
  onLeave,
  hint,
  error,
  options,
  empty,
  autocomplete,
}: ChoiceProps) {
  return (
    <Labelled name={name} label={label} hint={hint} error={error}>
      <select
        {...described(name, hint, error)}
        class="control"
        name={name}
        value={value}
        autocomplete={autocomplete}
        onChange={event => onValue(event.currentTarget.value)}
        onBlur={() => onLeave?.()}
      >
        <option value="">{empty}</option>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

type TickProps = {
  name: string
  label: ComponentChildren
  checked: boolean
  onChecked: (checked: boolean) => void
  hint?: string | undefined
  error?: string | undefined
  busy?: boolean
}

/** Something to agree to; the whole line is the target. */
export function Tick({ name, label, checked, onChecked, hint, error, busy }: TickProps) {
  return (
    <div>
      <label class="flex min-h-11 cursor-pointer items-start gap-3 py-2">
        <input
          {...described(name, hint, error)}
          type="checkbox"
          class="tick"
          name={name}
          checked={checked}
          aria-busy={busy}
          onChange={event => onChecked(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      <Notes name={name} hint={hint} error={error} class="pl-9" />
    </div>
  )
}

type LabelledProps = {
  name: string
  label: string
  hint?: string | undefined
  error?: string | undefined
  class?: string
  children: ComponentChildren
}

/** A control with its label above and what is said about it below. */
export function Labelled({ name, label, hint, error, class: className = '', children }: LabelledProps) {
  return (
    <div class={`min-w-0 ${className}`}>
      <label for={name} class="mb-1.5 block text-small strong">
        {label}
      </label>
      {children}
      <Notes name={name} hint={hint} error={error} />
    </div>
  )
}

type NotesProps = { name: string; hint?: string | undefined; error?: string | undefined; class?: string }

function Notes({ name, hint, error, class: className = '' }: NotesProps) {
  return (
    <>
      {error && (
        <p id={`${name}-error`} class={`mt-1.5 text-small strong text-bad ${className}`}>
          {error}
        </p>
      )}
      {hint && (
        <p id={`${name}-hint`} class={`mt-1.5 text-small text-quiet ${className}`}>
          {hint}
        </p>
      )}
    </>
  )
}

/** What binds a control to its label and to what is said about it. */
export function described(name: string, hint: string | undefined, error: string | undefined) {
  const notes = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ')
  return {
    id: name,
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-describedby': notes || undefined,
  }
}

import { useState } from 'preact/hooks'
import { asProblem } from '../api/problem.ts'
import { words } from '../words/index.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { Heading } from './screen.tsx'

/** In place of a screen's content: what happened, what to do, and the number to tell us. */
export function ProblemView({ cause, onRetry }: { cause: unknown; onRetry?: () => void }) {
  const problem = asProblem(cause)
  const { title, body } = words.problems[problem.code] ?? words.problemOtherwise
  return (
    <div class="enter my-auto flex flex-col gap-4 py-8" role="alert">
      <Icon name={problem.code === 'unreachable' ? 'cloud' : 'alert'} size={40} />
      <Heading>{title}</Heading>
      <p class="max-w-[36ch]">{body}</p>
      {onRetry && <Button onClick={onRetry}>{words.common.retry}</Button>}
      <RequestId id={problem.requestId} />
    </div>
  )
}

type ProblemNoteProps = { cause: unknown; also?: typeof words.problems }

/** Beside the form whose sending failed; says the same in two lines, by words that the screen has `also`. */
export function ProblemNote({ cause, also = {} }: ProblemNoteProps) {
  if (!cause) return null
  const problem = asProblem(cause)
  if (problem.code === 'validation_failed') return null
  const known = also[problem.code] ?? words.problems[problem.code]
  const { title, body } = known ?? words.problemOtherwise
  return (
    <div role="alert" class="enter flex gap-3 tile p-4">
      <span class="text-bad">
        <Icon name="alert" />
      </span>
      <div class="min-w-0 text-small">
        <p class="strong">{title}</p>
        <p>{problem.code === 'code_wrong' && problem.message ? problem.message : body}</p>
        {!known && <RequestId id={problem.requestId} />}
      </div>
    </div>
  )
}

function RequestId({ id }: { id: string | null }) {
  const [copied, setCopied] = useState(false)
  if (!id) return null
  return (
    <p class="flex flex-wrap items-center gap-x-2 text-small text-quiet">
      {words.common.requestId} <code class="select-all break-all font-[ui-monospace,monospace]">{id}</code>
      <button
        type="button"
        class="min-h-11 min-w-11 underline underline-offset-4"
        onClick={() => navigator.clipboard?.writeText(id).then(() => setCopied(true))}
      >
        <span role="status">{copied ? words.common.copied : words.common.copy}</span>
      </button>
    </p>
  )
}

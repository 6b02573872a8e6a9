import { Button } from '../../parts/button.tsx'
import { SixDigits } from '../../parts/six-digits.tsx'
import { useFocus } from '../../parts/use-focus.ts'
import { accountWords } from '../../words/account.ts'
import { words } from '../../words/index.ts'
import type { useProven } from './use-proven.ts'

type ProofProps = { email: string; proven: ReturnType<typeof useProven> }

/** Asks for the digits that were mailed: who only found the phone has no mailbox. */
export function Proof({ email, proven }: ProofProps) {
  const { proof } = accountWords
  const place = useFocus<HTMLElement>()
  return (
    <section ref={place} tabIndex={-1} class="enter tile flex flex-col gap-4 p-5">
      <div class="flex flex-col gap-1">
        <h2 class="text-lead strong">{proof.title}</h2>
        <p class="wrap-anywhere" role="status">
          {proof.body(email)}
        </p>
      </div>
      <SixDigits
        label={proof.label}
        submit={proof.submit}
        busy={proven.busy}
        cause={proven.cause}
        onCode={proven.prove}
      />
      <Button look="plain" onClick={proven.mailAgain}>
        {words.receipt.again}
      </Button>
    </section>
  )
}

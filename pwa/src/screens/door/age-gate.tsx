import { useMutation } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { answered, api } from '../../api/client.ts'
import { Art, brandMotif } from '../../art/art.tsx'
import { seedFrom } from '../../art/random.ts'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { useConfig } from '../../parts/use-config.ts'
import { rememberAge } from '../../session/age.ts'
import { words } from '../../words/index.ts'

/** One question before anything is shown; `onConfirmed` is called when the server has taken the answer. */
export function AgeGate({ onConfirmed }: { onConfirmed: () => void }) {
  const config = useConfig()
  const [notYet, setNotYet] = useState(false)
  const age = config?.age_limit ?? 21
  const confirm = useMutation({
    mutationFn: () => answered(api.POST('/api/age-gate', { body: { confirmed: true } })),
    onSuccess: () => {
      rememberAge()
      onConfirmed()
    },
  })

  if (notYet) return <NotYet age={age} onBack={() => setNotYet(false)} />
  return (
    <Screen title={words.gate.title}>
      <div class="relative -mx-[20px] -mt-1 min-h-48 flex-1 overflow-hidden bg-card text-on-card">
        <Art
          motif={brandMotif()}
          seed={seedFrom(config?.brand.slug ?? location.hostname)}
          class="absolute inset-0 size-full"
        />
      </div>
      <div class="flex flex-col gap-3">
        <Heading>{words.gate.title}</Heading>
        <p class="text-lead text-quiet">{words.gate.body(age)}</p>
      </div>
      <div class="actions">
        <ProblemNote cause={confirm.error} />
        <Button busy={confirm.isPending} onClick={() => confirm.mutate()}>
          {words.gate.yes(age)}
        </Button>
        <Button look="plain" onClick={() => setNotYet(true)}>
          {words.gate.no}
        </Button>
      </div>
    </Screen>
  )
}

function NotYet({ age, onBack }: { age: number; onBack: () => void }) {
  return (
    <Screen title={words.gate.notYetTitle}>
      <div class="enter my-auto flex flex-col gap-3">
        <Heading>{words.gate.notYetTitle}</Heading>
        <p class="text-lead text-quiet">{words.gate.notYetBody(age)}</p>
      </div>
      <div class="actions">
        <Button look="plain" onClick={onBack}>
          {words.gate.notYetBack}
        </Button>
      </div>
    </Screen>
  )
}

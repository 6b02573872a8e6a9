import { ButtonLink } from '../../parts/button.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { accountWords } from '../../words/account.ts'

/** The last word to somebody who deleted the account. */
export default function Goodbye() {
  const { erasure } = accountWords
  return (
    <Screen title={erasure.doneTitle}>
      <div class="enter my-auto flex flex-col gap-3">
        <Heading>{erasure.doneTitle}</Heading>
        <p class="text-lead text-quiet">{erasure.doneBody}</p>
        <p class="text-quiet">{erasure.doneMore}</p>
      </div>
      <div class="actions">
        <ButtonLink look="quiet" href="/">
          {erasure.doneHome}
        </ButtonLink>
      </div>
    </Screen>
  )
}

import { ButtonLink } from '../parts/button.tsx'
import { Heading, Screen } from '../parts/screen.tsx'
import { words } from '../words/index.ts'

const { title, body } = words.problems.not_found ?? words.problemOtherwise

export function NotFound() {
  return (
    <Screen title={title}>
      <div class="my-auto flex flex-col gap-4">
        <Heading>{title}</Heading>
        <p>{body}</p>
        <ButtonLink href="/">{words.common.home}</ButtonLink>
      </div>
    </Screen>
  )
}

import { useMutation } from '@tanstack/preact-query'
import { answered, api } from '../../api/client.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { accountWords } from '../../words/account.ts'

/** All that is kept about the member: to take along, or to have deleted. */
export default function YourData() {
  const { data } = accountWords
  const download = useMutation({ mutationFn: downloadAll })
  return (
    <Screen title={data.title} nav back="/profile">
      <div class="flex flex-col gap-2">
        <Heading>{data.title}</Heading>
        <p class="text-quiet">{data.body}</p>
      </div>
      <section class="flex flex-col gap-3">
        <p>{data.downloadHint}</p>
        <ProblemNote cause={download.error} />
        <Button busy={download.isPending} onClick={() => download.mutate()}>
          {data.download}
        </Button>
        <p role="status" class="text-small empty:hidden">
          {download.isSuccess && data.downloaded}
        </p>
      </section>
      <section class="flex flex-col gap-3 border-t border-hairline pt-6">
        <h2 class="text-lead strong">{data.deleteTitle}</h2>
        <p class="text-quiet">{data.deleteHint}</p>
        <ButtonLink look="quiet" href="/profile/delete">
          {data.deleteLink}
        </ButtonLink>
      </section>
    </Screen>
  )
}

// A plain link would come without the token, which lives in memory only.
async function downloadAll() {
  const file = await answered<Blob>(api.GET('/api/me/export', { parseAs: 'blob' }))
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = accountWords.data.file
  link.click()
  // The browser has taken the content by the time of the next task at the latest.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

import { useQuery } from '@tanstack/preact-query'
import { dashboardQuery } from '../../api/member-queries.ts'
import type { Dashboard } from '../../api/shapes.ts'
import { Bones } from '../../parts/bones.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ProblemView } from '../../parts/problem-view.tsx'
import { Screen } from '../../parts/screen.tsx'
import { words } from '../../words/index.ts'
import { memberWords } from '../../words/member.ts'
import { AchievementList } from '../achievements/achievement-list.tsx'
import { Activity } from '../history/activity.tsx'
import { CampaignCard } from './campaign-card.tsx'
import { GoalCard } from './goal-card.tsx'
import { MemberCard } from './member-card.tsx'
import { Suggestions } from './suggestions.tsx'

/** The wallet: how much there is, how far the next rank is, and what to do about it. */
export default function Home() {
  const dashboard = useQuery(dashboardQuery)
  return (
    <Screen title={memberWords.home.title} nav aside={<ToProfile name={dashboard.data?.first_name} />}>
      {dashboard.data ? (
        <Wallet dashboard={dashboard.data} />
      ) : dashboard.error ? (
        <ProblemView cause={dashboard.error} onRetry={() => void dashboard.refetch()} />
      ) : (
        <Bones picture />
      )}
    </Screen>
  )
}

function Wallet({ dashboard }: { dashboard: Dashboard }) {
  const { achievements, recent_actions: recent } = dashboard
  // What runs has a place of its own above.
  const cards = dashboard.cards.filter(({ kind }) => kind !== 'campaign_running')
  return (
    <>
      <MemberCard dashboard={dashboard} />
      {dashboard.scan_count === 0 && <FirstSteps />}
      {dashboard.goal && <GoalCard goal={dashboard.goal} />}
      <CampaignCard />
      {cards.length > 0 && <Suggestions cards={cards} />}
      {achievements.length > 0 && (
        <section class="flex flex-col gap-2">
          <Title more={memberWords.achievements.all} href="/achievements">
            {memberWords.achievements.title}
          </Title>
          <AchievementList achievements={achievements.slice(0, 3)} />
        </section>
      )}
      {recent.length > 0 && (
        <section class="flex flex-col gap-2">
          <Title more={memberWords.home.allHistory} href="/history">
            {memberWords.home.recent}
          </Title>
          <Activity items={recent.slice(0, 4)} />
        </section>
      )}
    </>
  )
}

function Title({ children, more, href }: { children: string; more: string; href: string }) {
  return (
    <div class="flex flex-wrap items-baseline justify-between gap-x-4">
      <h2 class="text-lead strong">{children}</h2>
      <a href={href} class="inline-flex min-h-11 items-center text-small">
        {more}
      </a>
    </div>
  )
}

function FirstSteps() {
  return (
    <section class="tile flex flex-col gap-4 p-5">
      <div class="flex flex-col gap-1">
        <h2 class="text-lead strong">{memberWords.home.emptyTitle}</h2>
        <p class="text-quiet">{memberWords.home.emptyBody}</p>
      </div>
      <ButtonLink href="/scan">{memberWords.home.scanNow}</ButtonLink>
    </section>
  )
}

function ToProfile({ name }: { name: string | null | undefined }) {
  const initial = name?.trim().charAt(0).toUpperCase()
  return (
    <a
      href="/profile"
      aria-label={words.common.profile}
      class="grid size-11 place-items-center rounded-full bg-tone strong no-underline"
    >
      {initial ? <span aria-hidden="true">{initial}</span> : <Icon name="profile" />}
    </a>
  )
}

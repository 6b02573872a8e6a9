import { useEffect } from 'preact/hooks'
import type { CodeAnswer, Product } from '../../api/shapes.ts'
import { Pack } from '../../art/pack.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { useConfig, usePointsName } from '../../parts/use-config.ts'
import { formatPoints } from '../../words/format.ts'
import { words } from '../../words/index.ts'
import { productFacts } from '../../words/product.ts'
import { AddPoints } from './add-points.tsx'

type CodePageProps = { code: string; answer: CodeAnswer; member: boolean }

/** One code: whether it is genuine, what it stands for, and the one thing to do about it. */
export function CodePage({ code, answer, member }: CodePageProps) {
  const { verdict, product, offer } = answer
  const claimable = verdict === 'claimable'
  const heading = claimable ? product?.name : words.verdicts[verdict]?.title
  useEffect(() => {
    // Whoever reads this page opens the form next.
    if (claimable && !member) import('../claim/claim.tsx').catch(() => {})
  }, [claimable, member])

  return (
    <Screen title={heading ?? words.door.genuine}>
      {product && <PackPicture product={product} quiet={!claimable} />}
      <div class="enter flex flex-col gap-3">
        {answer.genuine && <Genuine serial={answer.serial} />}
        <Heading>{heading}</Heading>
        {!claimable && <p class="max-w-[38ch]">{words.verdicts[verdict]?.body}</p>}
        {product && <Facts product={product} named={!claimable} />}
      </div>
      {claimable && offer && <Offer offer={offer} first={!member} />}
      {claimable && product?.description && <p class="text-quiet">{product.description}</p>}
      <div class="actions">
        <NextStep code={code} answer={answer} member={member} />
      </div>
    </Screen>
  )
}

function PackPicture({ product, quiet }: { product: Product; quiet: boolean }) {
  const brand = useConfig()?.brand.name ?? ''
  return (
    <div class={`-mx-1 rounded-card bg-tone ${quiet ? 'px-16 pt-5 pb-3' : 'px-10 pt-7 pb-4'}`}>
      <Pack
        product={product}
        brand={brand}
        class={`mx-auto block ${quiet ? 'h-40' : 'h-[30dvh] max-h-80 min-h-36'}`}
      />
    </div>
  )
}

function Genuine({ serial }: { serial: number | null }) {
  return (
    <p class="flex items-center gap-2 text-small">
      <span class="text-good">
        <Icon name="seal" size={22} />
      </span>
      <span class="strong">{words.door.genuine}</span>
      {serial !== null && (
        <span class="text-quiet">{words.door.serial(String(serial).padStart(6, '0'))}</span>
      )}
    </p>
  )
}

function Facts({ product, named }: { product: Product; named: boolean }) {
  const facts = productFacts(product)
  return (
    <div class="text-small text-quiet">
      {named && <p class="strong text-ink">{product.name}</p>}
      <ul class="flex flex-wrap gap-x-4 gap-y-1">
        {facts.map(fact => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </div>
  )
}

function Offer({ offer, first }: { offer: NonNullable<CodeAnswer['offer']>; first: boolean }) {
  const name = usePointsName()
  return (
    <section class="tile flex items-center gap-4 p-4">
      <span class="grid size-12 shrink-0 place-items-center rounded-control bg-tone">
        <Icon name={offer.gift ? 'gift' : 'seal'} />
      </span>
      <div class="min-w-0">
        {first && <h2 class="text-small text-quiet">{words.door.firstScan}</h2>}
        <p class="text-lead strong">{formatPoints(offer.points, name)}</p>
        {offer.gift && <p>{words.door.andGift(offer.gift.name)}</p>}
      </div>
    </section>
  )
}

function NextStep({ code, answer, member }: CodePageProps) {
  const name = usePointsName()
  const { verdict, offer } = answer
  if (member && (verdict === 'claimable' || verdict === 'inactive')) {
    return <AddPoints code={code} points={verdict === 'claimable' ? (offer?.points ?? null) : null} />
  }
  const backHere = `/sign-in?next=${encodeURIComponent(`/s/${code}`)}`
  if (verdict === 'claimable') {
    return (
      <>
        <ButtonLink href={`/claim/${code}`}>
          {offer ? words.door.claim(formatPoints(offer.points, name)) : words.door.claimOnly}
        </ButtonLink>
        <ButtonLink look="plain" href={backHere}>
          {words.door.signIn}
        </ButtonLink>
      </>
    )
  }
  if (verdict === 'inactive') return <ButtonLink href={backHere}>{words.door.signIn}</ButtonLink>
  return (
    <>
      {member && <ButtonLink href="/">{words.door.goHome}</ButtonLink>}
      {member && verdict === 'claimed_by_another' && (
        <ButtonLink look="quiet" href={`/s/${code}/dispute`}>
          {words.door.dispute}
        </ButtonLink>
      )}
      <ButtonLink href="/scan" look={member ? 'plain' : 'main'}>
        {words.door.enterAnother}
      </ButtonLink>
    </>
  )
}

import { Art, brandMotif } from '../art/art.tsx'
import { seedFrom } from '../art/random.ts'
import { useConfig } from './use-config.ts'

/** On a desk the app stays as wide as a phone, and the brand stands around it. */
export default function Backdrop() {
  const brand = useConfig()?.brand
  return (
    <div class="backdrop" aria-hidden="true">
      <Art
        motif={brandMotif()}
        seed={seedFrom(brand?.slug ?? location.hostname)}
        class="size-full opacity-25"
      />
      <p class="absolute top-10 left-12 max-w-[26vw] font-display text-title">{brand?.name}</p>
      <p class="absolute bottom-10 left-12 max-w-[22vw] text-on-card">{brand?.tagline}</p>
    </div>
  )
}

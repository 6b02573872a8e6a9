import type { Product } from '../api/shapes.ts'
import { words } from '../words/index.ts'
import { Strokes } from './art.tsx'
import { packColours } from './pack-colours.ts'

type Shape = {
  lid: string | null
  body: string
  label: { x: number; y: number; width: number; height: number }
}

const jar: Shape = {
  lid: 'M104 44a10 10 0 0 1 10-10h172a10 10 0 0 1 10 10v42H104z',
  body: 'M112 86h176c20 8 32 22 32 44v196c0 26-14 40-40 40H120c-26 0-40-14-40-40V130c0-22 12-36 32-44z',
  label: { x: 80, y: 190, width: 240, height: 104 },
}
const tube: Shape = {
  lid: 'M150 22a12 12 0 0 1 12-12h76a12 12 0 0 1 12 12v72H150z',
  body: 'M144 94h112v262a22 22 0 0 1-22 22h-68a22 22 0 0 1-22-22z',
  label: { x: 144, y: 186, width: 112, height: 116 },
}
const pouch: Shape = {
  lid: null,
  body: 'M84 26h232l-6 40 14 286a24 24 0 0 1-24 26H100a24 24 0 0 1-24-26L90 66z',
  label: { x: 116, y: 172, width: 168, height: 118 },
}
const bottle: Shape = {
  lid: 'M166 12a8 8 0 0 1 8-8h52a8 8 0 0 1 8 8v40h18v44H148V52h18z',
  body: 'M150 96h100v22c30 12 46 34 46 62v170a28 28 0 0 1-28 28H132a28 28 0 0 1-28-28V180c0-28 16-50 46-62z',
  label: { x: 104, y: 206, width: 192, height: 110 },
}
const box: Shape = {
  lid: null,
  body: 'M100 30h200a6 6 0 0 1 6 6v336a6 6 0 0 1-6 6H100a6 6 0 0 1-6-6V36a6 6 0 0 1 6-6z',
  label: { x: 122, y: 198, width: 156, height: 120 },
}

const shapes: Record<string, Shape> = {
  flower: jar,
  concentrate: jar,
  topical: jar,
  pre_roll: tube,
  edible: pouch,
  apparel: pouch,
  tincture: bottle,
  vaporizer: box,
}

/** The designed stand-in for a photograph: the pack of this form, printed with the product's own drawing. */
export function Pack({ product, brand, class: className = '' }: PackProps) {
  const { lid, body, label } = shapes[product.form] ?? box
  const clip = `pack-${product.art.seed}`
  const centre = label.x + label.width / 2
  return (
    <svg viewBox="40 0 320 392" class={`pack ${className}`} style={packColours(product.art.seed)}>
      <title>{words.door.picture(product.name)}</title>
      <clipPath id={clip}>
        <path d={body} />
      </clipPath>
      <ellipse cx="200" cy="380" rx="120" ry="9" class="pack-shadow" />
      {lid && <path d={lid} class="pack-lid" />}
      <path d={body} class="pack-body" />
      <g clip-path={`url(#${clip})`} class="pack-lines">
        <Strokes motif={product.art.motif} seed={product.art.seed} />
        <rect x="40" y="0" width="72" height="400" class="pack-light" />
        <rect x={label.x} y={label.y} width={label.width} height={label.height} class="pack-label" />
      </g>
      <text
        x={centre}
        y={label.y + label.height * 0.5}
        text-anchor="middle"
        class="pack-name"
        font-size={Math.min(23, (label.width / Math.max(brand.length, 1)) * 1.45)}
      >
        {brand}
      </text>
      <text x={centre} y={label.y + label.height * 0.74} text-anchor="middle" class="pack-size">
        {[product.size_label, product.strain_type].filter(Boolean).join(' · ')}
      </text>
    </svg>
  )
}

type PackProps = { product: Product; brand: string; class?: string }

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEMO_BRANDS } from './seed-demo.ts'

/** Relative luminance of #rrggbb (WCAG 2.2). */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map(at => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

test('contrast is reckoned as WCAG does', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
  assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48')
})

for (const { name, settings } of DEMO_BRANDS) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`${name} can be read in its ${scheme} theme, its buttons too`, () => {
      const { ink, paper, accent, on_accent } = settings.theme[scheme]
      assert.ok(contrast(ink, paper) >= 7, `ink on paper: ${contrast(ink, paper).toFixed(2)}`)
      assert.ok(contrast(on_accent, accent) >= 4.5, `on accent: ${contrast(on_accent, accent).toFixed(2)}`)
      assert.ok(contrast(accent, paper) >= 3, `accent on paper: ${contrast(accent, paper).toFixed(2)}`)
    })
  }
}

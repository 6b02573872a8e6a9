import { type Campaign, compileCampaigns, type Effect } from '../campaign.ts'
import type { CampaignDefinition } from '../definition.ts'

/** A definition that is right in July 2026; parts of it can be given. */
export const sampleDefinition = (parts: Partial<CampaignDefinition> = {}): CampaignDefinition => ({
  name: 'Double July',
  description: 'Everything counts twice.',
  from: '2026-07-01T00:00',
  until: '2026-08-01T00:00',
  effect: { multiplier_basis_points: 20_000 },
  when: {},
  stacks: true,
  priority: 50,
  ...parts,
})

/** The n-th oldest campaign; later ones have later ids. */
export function sampleCampaign(n: number, parts: Partial<Campaign> & { effect?: Effect } = {}): Campaign {
  const id = `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
  const [campaign] = compileCampaigns([{ id, version: 1, definition: sampleDefinition() }], 'UTC')
  return { ...(campaign as Campaign), ...parts }
}

import Type, { type Static } from 'typebox'
import { Nullable, Page, Uuid } from '../platform/http/schema.ts'
import { CampaignDefinition } from './definition.ts'

const Warnings = Type.Array(Type.Object({ field: Type.String(), message: Type.String() }))
const Version = Type.Integer({ minimum: 1 })

export const VersionView = Type.Object({
  version: Version,
  definition: CampaignDefinition,
  created_at: Type.String(),
  created_by: Nullable(Uuid),
})
export type VersionView = Static<typeof VersionView>

/** What an operator sees of a campaign. */
export const CampaignView = Type.Object({
  id: Uuid,
  version: Version,
  state: Type.Enum(['scheduled', 'running', 'paused', 'ended', 'undone']),
  definition: CampaignDefinition,
  usage: Type.Object({
    awards: Type.Integer(),
    points: Type.Integer({ description: 'What it gave so far' }),
    awards_left: Nullable(Type.Integer({ description: 'null: without a limit' })),
    points_left: Nullable(Type.Integer()),
  }),
  created_at: Type.String(),
  created_by: Nullable(Uuid),
  paused_at: Nullable(Type.String()),
  undone_at: Nullable(Type.String()),
})
export type CampaignView = Static<typeof CampaignView>

export const CampaignDetail = Type.Object({
  ...CampaignView.properties,
  versions: Type.Array(VersionView, { description: 'The newest first' }),
})
export type CampaignDetail = Static<typeof CampaignDetail>

export const CampaignList = Page(CampaignView)

export const CampaignChanged = Type.Object({ campaign: CampaignDetail, warnings: Warnings })
export type CampaignChanged = Static<typeof CampaignChanged>
export const CampaignChecked = Type.Object({ warnings: Warnings })

export const CampaignId = Type.Object({ id: Uuid }, { additionalProperties: false })

export const CreateBody = Type.Object(
  { client_op_id: Uuid, definition: CampaignDefinition },
  { additionalProperties: false },
)

export const PublishBody = Type.Object(
  {
    definition: CampaignDefinition,
    expected_version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  },
  { additionalProperties: false },
)

export const CheckBody = Type.Object(
  {
    definition: CampaignDefinition,
    /** The campaign that it would change. */
    id: Type.Optional(Uuid),
  },
  { additionalProperties: false },
)

/** What a member may know of a campaign: what there is to win, never what is left of a budget. */
export const OfferView = Type.Object({
  id: Uuid,
  name: Type.String(),
  description: Type.String(),
  effect: Type.String({ description: 'In words, such as "2x points"' }),
  state: Type.Enum(['running', 'upcoming']),
  from: Type.String(),
  until: Type.String(),
})
export type OfferView = Static<typeof OfferView>

import Type from 'typebox'
import { Nullable, Page, Uuid } from '../platform/http/schema.ts'
import { AchievementDefinition, KEY_PATTERN } from './definition.ts'

export const Key = Type.String({ pattern: KEY_PATTERN })
const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const Warnings = Type.Array(Type.Object({ field: Type.String(), message: Type.String() }), {
  description: 'What works, but may surprise',
})
const ExpectedVersion = Type.Optional(
  Type.Integer({
    minimum: 0,
    maximum: 2_147_483_647,
    description: 'The version that was read, 0 for none; another current one is refused',
  }),
)

const closed = { additionalProperties: false }

export const AchievementKey = Type.Object({ key: Key })

export const CurrentAchievement = Type.Object({
  id: Uuid,
  key: Type.String(),
  version: Version,
  definition: AchievementDefinition,
})

export const AchievementDetail = Type.Object({
  id: Uuid,
  key: Type.String(),
  version: Version,
  versions: Type.Array(
    Type.Object({
      version: Version,
      definition: AchievementDefinition,
      created_at: Type.String(),
      created_by: Nullable(Uuid),
    }),
    { description: 'Newest first, the latest hundred' },
  ),
})

export const PublishBody = Type.Object(
  { definition: AchievementDefinition, expected_version: ExpectedVersion },
  closed,
)

export const ValidateBody = Type.Object(
  { key: Type.Optional(Key), definition: AchievementDefinition },
  closed,
)

export const Validated = Type.Object({ warnings: Warnings })

export const PublishedView = Type.Object({
  id: Uuid,
  key: Type.String(),
  version: Version,
  changed: Type.Boolean({ description: 'False where it was so already' }),
  warnings: Warnings,
})

export const RollbackBody = Type.Object({ version: Version, expected_version: ExpectedVersion }, closed)

export const DocumentView = Type.Object({
  format: Type.String(),
  version: Type.Integer(),
  achievements: Type.Array(Type.Object({ key: Type.String(), definition: AchievementDefinition })),
})

export const ImportBody = Type.Object(
  {
    // Held against its format by `importAchievements`: a newer one may look like anything.
    document: Type.Object({}, { additionalProperties: true, description: 'What an export answers' }),
    dry_run: Type.Optional(Type.Boolean({ description: 'Says what would be done, and does nothing' })),
  },
  closed,
)

const Keys = Type.Array(Type.String())

export const ImportView = Type.Object({
  created: Keys,
  updated: Keys,
  unchanged: Keys,
  warnings: Warnings,
})

export const TemplatePage = Page(Type.Object({ key: Type.String(), definition: AchievementDefinition }))

export const AdoptBody = Type.Object(
  {
    key: Type.Optional(Key),
    overrides: Type.Optional(
      Type.Object(
        {},
        {
          additionalProperties: true,
          description: 'What is to be other than in the template: a JSON merge patch (RFC 7396)',
        },
      ),
    ),
  },
  closed,
)

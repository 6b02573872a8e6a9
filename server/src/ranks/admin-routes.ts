import { isDeepStrictEqual } from 'node:util'
import Type from 'typebox'
import { rescheduleAccounts } from '../activity/index.ts'
import { type Actor, audit, type Operators } from '../operators/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { Nullable, Page, PageQuery, Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import {
  ExpectedVersion,
  RollbackBody,
  Version,
  versionBefore,
  versionsPage,
} from '../platform/http/versions.ts'
import type { Platform } from '../platform/platform.ts'
import type { Brands, Published } from '../tenancy/index.ts'
import { LadderDefinition } from './definition.ts'
import type { Ladder } from './ladder.ts'
import { listLadders, publishLadder, readCurrentLadder, rollBackLadder } from './stored-ladder.ts'

interface Context {
  platform: Platform
  brands: Brands
  operators: Operators
}

const CurrentLadder = Type.Object({ version: Version, ...LadderDefinition.properties })
const LadderVersionView = Type.Object({
  ...CurrentLadder.properties,
  created_at: Type.String(),
  created_by: Nullable(Uuid),
})

const tags = ['ranks']
const write = { permission: 'rules.write' } as const
const read = { permission: 'rules.read' } as const
const current = { 200: CurrentLadder }

/** What operators do about the ladder: read it, publish the next version, go back to an earlier one. */
export function adminLadderRoutes(server: Server, context: Context) {
  readRoutes(server, context)
  writeRoutes(server, context)
}

function readRoutes(server: Server, { platform, operators }: Context) {
  server.get(
    '/api/admin/ladder',
    { config: read, schema: { tags, summary: 'The current ladder', response: current } },
    async request => {
      const { brand } = operators.require(request)
      const { version, ladder } = await platform.db.transaction(brand.id, readCurrentLadder)
      return { version, ...ladder }
    },
  )

  server.get(
    '/api/admin/ladder/versions',
    {
      config: read,
      schema: {
        tags,
        summary: 'All versions of the ladder, newest first',
        querystring: PageQuery,
        response: { 200: Page(LadderVersionView) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, limit = 20 } = request.query
      const rows = await platform.db.transaction(brand.id, tx =>
        listLadders(tx, { before: versionBefore(cursor), limit: limit + 1 }),
      )
      const views = rows.map(({ ladder, created_at, ...row }) => ({
        ...row,
        ...ladder,
        created_at: created_at.toISOString(),
      }))
      return versionsPage(views, limit)
    },
  )
}

function writeRoutes(server: Server, { platform, brands, operators }: Context) {
  server.put(
    '/api/admin/ladder',
    {
      config: write,
      schema: {
        tags,
        summary: 'Publish the next version of the ladder',
        body: Type.Object(
          { ...LadderDefinition.properties, expected_version: Type.Optional(ExpectedVersion) },
          { additionalProperties: false },
        ),
        response: current,
      },
    },
    async request => {
      const { brand, operator } = operators.require(request)
      const { expected_version: expectedVersion, ...ladder } = request.body
      const at = platform.clock()
      const published = await platform.db.transaction(brand.id, async tx => {
        const made = await publishLadder(tx, { ladder, expectedVersion, at, by: operator.id })
        await note(tx, platform, made, { operator, action: 'ladder.published', at, requestId: request.id })
        return made
      })
      brands.forget(brand.id)
      return { version: published.version, ...published.after }
    },
  )

  server.post(
    '/api/admin/ladder/rollback',
    {
      config: write,
      schema: {
        tags,
        summary: 'Make an earlier version of the ladder current again',
        body: RollbackBody,
        response: current,
      },
    },
    async request => {
      const { brand, operator } = operators.require(request)
      const { version, expected_version: expectedVersion } = request.body
      const at = platform.clock()
      const published = await platform.db.transaction(brand.id, async tx => {
        const made = await rollBackLadder(tx, { version, expectedVersion })
        await note(tx, platform, made, { operator, action: 'ladder.rolled_back', at, requestId: request.id })
        return made
      })
      brands.forget(brand.id)
      return { version: published.version, ...published.after }
    },
  )
}

async function note(
  tx: Tx,
  platform: Platform,
  { version, previous, before, after }: Published<Ladder>,
  by: { operator: Actor; action: string; at: Date; requestId: string },
) {
  if (version === previous) return
  await audit(tx, platform.keys, {
    ...by,
    subject: 'ladder',
    before: { version: previous, ...before },
    after: { version, ...after },
  })
  if (!isDeepStrictEqual(before, after)) await rescheduleAccounts(tx, by.at, by.operator.id)
}

import { isDeepStrictEqual } from 'node:util'
import { rescheduleAccounts } from '../activity/index.ts'
import { type Actor, audit, type Operators } from '../operators/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { Page, PageQuery } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import { RollbackBody, versionBefore, versionsPage } from '../platform/http/versions.ts'
import type { Platform } from '../platform/platform.ts'
import {
  type Brands,
  listSettings,
  type Published,
  publishSettings,
  readCurrentSettings,
  rollBackSettings,
  type Settings,
} from '../tenancy/index.ts'
import { CurrentSettings, SettingsBody, SettingsVersionView } from './schema.ts'

interface Context {
  platform: Platform
  brands: Brands
  operators: Operators
}

const tags = ['settings']
const write = { permission: 'settings.write' } as const
const read = { permission: 'rules.read' } as const
const current = { 200: CurrentSettings }

/**
 * What operators do about the brand's settings. They are tenancy's, which knows no operators; most of them say how
 * points are earned and lost.
 */
export function adminSettingsRoutes(server: Server, context: Context) {
  readRoutes(server, context)
  writeRoutes(server, context)
}

function readRoutes(server: Server, { platform, operators }: Context) {
  server.get(
    '/api/admin/settings',
    { config: read, schema: { tags, summary: 'The current settings', response: current } },
    request => platform.db.transaction(operators.require(request).brand.id, readCurrentSettings),
  )

  server.get(
    '/api/admin/settings/versions',
    {
      config: read,
      schema: {
        tags,
        summary: 'All versions of the settings, newest first',
        querystring: PageQuery,
        response: { 200: Page(SettingsVersionView) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, limit = 20 } = request.query
      const rows = await platform.db.transaction(brand.id, tx =>
        listSettings(tx, { before: versionBefore(cursor), limit: limit + 1 }),
      )
      const views = rows.map(row => ({ ...row, created_at: row.created_at.toISOString() }))
      return versionsPage(views, limit)
    },
  )
}

function writeRoutes(server: Server, { platform, brands, operators }: Context) {
  server.put(
    '/api/admin/settings',
    {
      config: write,
      schema: {
        tags,
        summary: 'Publish the next version of the settings; sections that are left out stay as they are',
        body: SettingsBody,
        response: current,
      },
    },
    async request => {
      const { brand, operator } = operators.require(request)
      const { settings: patch, expected_version: expectedVersion } = request.body
      const at = platform.clock()
      const published = await platform.db.transaction(brand.id, async tx => {
        const made = await publishSettings(tx, { patch, expectedVersion, at, by: operator.id })
        await note(tx, platform, made, { operator, action: 'settings.published', at, requestId: request.id })
        return made
      })
      brands.forget(brand.id)
      return { version: published.version, settings: published.after }
    },
  )

  server.post(
    '/api/admin/settings/rollback',
    {
      config: write,
      schema: {
        tags,
        summary: 'Make an earlier version of the settings current again',
        body: RollbackBody,
        response: current,
      },
    },
    async request => {
      const { brand, operator } = operators.require(request)
      const { version, expected_version: expectedVersion } = request.body
      const at = platform.clock()
      const published = await platform.db.transaction(brand.id, async tx => {
        const made = await rollBackSettings(tx, { version, expectedVersion })
        await note(tx, platform, made, {
          operator,
          action: 'settings.rolled_back',
          at,
          requestId: request.id,
        })
        return made
      })
      brands.forget(brand.id)
      return { version: published.version, settings: published.after }
    },
  )
}

async function note(
  tx: Tx,
  platform: Platform,
  { version, previous, before, after }: Published<Settings>,
  by: { operator: Actor; action: string; at: Date; requestId: string },
) {
  if (version === previous) return
  await audit(tx, platform.keys, {
    ...by,
    subject: 'settings',
    before: { version: previous, ...before },
    after: { version, ...after },
  })
  if (!isDeepStrictEqual(before.expiry, after.expiry)) await rescheduleAccounts(tx, by.at, by.operator.id)
}

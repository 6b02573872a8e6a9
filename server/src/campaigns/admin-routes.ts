import { decodeCursor, pageOf } from '../platform/http/cursor.ts'
import { PageQuery } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import { type ChangeContext, changeCampaign, rankKeysOf } from './change-campaign.ts'
import { createCampaign } from './create-campaign.ts'
import { readFacts } from './facts.ts'
import { pauseCampaign, resumeCampaign } from './mark-campaign.ts'
import { publishVersion } from './publish-version.ts'
import { listCampaigns, readCampaign } from './read-campaigns.ts'
import {
  CampaignChanged,
  CampaignChecked,
  CampaignDetail,
  CampaignId,
  CampaignList,
  CheckBody,
  CreateBody,
  PublishBody,
} from './schema.ts'
import { validateCampaign } from './validate-campaign.ts'

const tags = ['campaigns']
const read = { permission: 'rules.read' } as const
const write = { permission: 'rules.write' } as const

/** What operators do with campaigns; each change is audited in its own transaction. */
export function campaignsAdminRoutes(server: Server, context: ChangeContext) {
  const { platform, operators } = context

  server.get(
    '/api/admin/campaigns',
    {
      config: read,
      schema: {
        tags,
        summary: 'Campaigns with state and usage, newest first',
        querystring: PageQuery,
        response: { 200: CampaignList },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, limit = 20 } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const clock = { timeZone: brand.timeZone, at: platform.clock() }
      const rows = await platform.db.transaction(brand.id, tx =>
        listCampaigns(tx, clock, { after, limit: limit + 1 }),
      )
      return pageOf(rows, limit, ({ id }) => ({ id }))
    },
  )

  server.get(
    '/api/admin/campaigns/:id',
    {
      config: read,
      schema: {
        tags,
        summary: 'A campaign with its versions',
        params: CampaignId,
        response: { 200: CampaignDetail },
      },
    },
    request => {
      const { brand } = operators.require(request)
      const clock = { timeZone: brand.timeZone, at: platform.clock() }
      return platform.db.transaction(brand.id, tx => readCampaign(tx, request.params.id, clock))
    },
  )

  server.post(
    '/api/admin/campaigns',
    {
      config: write,
      schema: {
        tags,
        summary: 'A new campaign; the same client_op_id again makes no second one',
        body: CreateBody,
        response: { 200: CampaignChanged },
      },
    },
    request => {
      const { definition, client_op_id: clientOpId } = request.body
      return changeCampaign(context, request, 'campaign.created', (tx, change) =>
        createCampaign(tx, { ...change, definition, clientOpId }),
      )
    },
  )

  server.put(
    '/api/admin/campaigns/:id',
    {
      config: write,
      schema: {
        tags,
        summary: 'The next version of a campaign that is not over',
        params: CampaignId,
        body: PublishBody,
        response: { 200: CampaignChanged },
      },
    },
    request => {
      const { definition, expected_version: expectedVersion } = request.body
      const { id } = request.params
      return changeCampaign(context, request, 'campaign.published', (tx, change) =>
        publishVersion(tx, { ...change, id, definition, expectedVersion }),
      )
    },
  )

  server.post(
    '/api/admin/campaigns/validate',
    {
      config: read,
      schema: {
        tags,
        summary: 'What is wrong or doubtful about a definition; stores nothing',
        body: CheckBody,
        response: { 200: CampaignChecked },
      },
    },
    async request => {
      const { definition, id } = request.body
      const { brand } = operators.require(request)
      const input = {
        definition,
        timeZone: brand.timeZone,
        rankKeys: await rankKeysOf(context, brand),
        at: platform.clock(),
      }
      const facts = await platform.db.transaction(brand.id, tx => readFacts(tx, input, id))
      return { warnings: validateCampaign(definition, facts) }
    },
  )

  server.post(
    '/api/admin/campaigns/:id/pause',
    {
      config: write,
      schema: {
        tags,
        summary: 'Stops a campaign until it is resumed',
        params: CampaignId,
        response: { 200: CampaignChanged },
      },
    },
    request =>
      changeCampaign(context, request, 'campaign.paused', (tx, change) =>
        pauseCampaign(tx, { ...change, id: request.params.id }),
      ),
  )

  server.post(
    '/api/admin/campaigns/:id/resume',
    {
      config: write,
      schema: {
        tags,
        summary: 'Lets a paused campaign apply again',
        params: CampaignId,
        response: { 200: CampaignChanged },
      },
    },
    request =>
      changeCampaign(context, request, 'campaign.resumed', (tx, change) =>
        resumeCampaign(tx, { ...change, id: request.params.id }),
      ),
  )
}

import { Readable } from 'node:stream'
import Type from 'typebox'
import { audit, type Operators } from '../operators/index.ts'
import { Problem } from '../platform/errors.ts'
import { decodeCursor, pageOf } from '../platform/http/cursor.ts'
import { Page, PageQuery, Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { refuseTooLarge } from './decode-upload.ts'
import { receiveFile } from './receive-file.ts'
import { ImportQuery, ImportStarted, ImportView, UndoBody } from './schema.ts'
import { listImports, type MemberImport } from './stored-imports.ts'
import { startUndo } from './undo-import.ts'

const LIMIT = 50
const tags = ['members']
const permission = 'members.import' as const
const config = { permission }

interface Context {
  platform: Platform
  operators: Operators
}

/** Members of a brand that moves here, with what they have. */
export function importRoutes(server: Server, context: Context) {
  // Only here a body is a file that is read as it comes.
  server.register(async scope => {
    scope.addContentTypeParser('text/csv', (_request, payload, done) => done(null, payload))
    uploadRoute(scope as unknown as Server, context)
  })
  listRoute(server, context)
  undoRoute(server, context)
}

function uploadRoute(server: Server, { platform, operators }: Context) {
  server.post(
    '/api/admin/member-imports',
    {
      config: { permission, takesFile: true },
      schema: {
        tags,
        summary:
          'Import members from a CSV file (the body, as text/csv in UTF-8), or count what would happen',
        description:
          'Who is a member already stays as they are. The run says how far it is, who is new and which lines were rejected. Not one line is imported of a file that cannot be read. Up to 200 MB, which may take as long as it keeps coming.',
        consumes: ['text/csv'],
        querystring: ImportQuery,
        response: { 202: ImportStarted },
      },
    },
    async (request, reply) => {
      const { brand, operator } = operators.require(request)
      const { client_op_id: clientOpId, dry_run: dryRun = false } = request.query
      const file = request.body
      if (!(file instanceof Readable)) {
        throw new Problem(415, 'not_csv', 'Send the file itself', {
          detail: 'The body is the CSV, as text/csv.',
        })
      }
      refuseTooLarge(Number(request.headers['content-length'] ?? 0))
      const at = platform.clock()
      const receiving = { clientOpId, dryRun, by: operator.id, at }
      const started = await receiveFile(
        platform,
        brand,
        whole(file),
        receiving,
        (tx, { import_id, run_id, rows, rejected }) =>
          audit(tx, platform.keys, {
            operator,
            action: dryRun ? 'members.import_tried' : 'members.imported',
            subject: `import:${import_id}`,
            after: { run_id, rows, rejected },
            at,
            requestId: request.id,
          }),
      )
      return reply.code(202).send(started)
    },
  )
}

/** The file, or a 400 Problem where the connection ends before it does: not a failure of ours. */
async function* whole(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* file
  } catch (cause) {
    throw new Problem(400, 'upload_ended', 'The file did not arrive as a whole', { cause })
  }
}

function listRoute(server: Server, { platform, operators }: Context) {
  server.get(
    '/api/admin/member-imports',
    {
      config,
      schema: {
        tags,
        summary: 'Imports of members, newest first',
        querystring: PageQuery,
        response: { 200: Page(ImportView) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, limit = LIMIT } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const rows = await platform.db.transaction(brand.id, tx => listImports(tx, { after, limit: limit + 1 }))
      return pageOf(rows.map(importView), limit, ({ id }) => ({ id }))
    },
  )
}

const importView = ({ id, dry_run, run_id, undo_run_id, created_at, created_by }: MemberImport) => ({
  id,
  dry_run,
  run_id,
  undo_run_id,
  created_at: created_at.toISOString(),
  created_by,
})

function undoRoute(server: Server, { platform, operators }: Context) {
  server.post(
    '/api/admin/member-imports/:id/undo',
    {
      config,
      schema: {
        tags,
        summary: 'Take an import back: members to whom nothing has happened since are removed',
        params: Type.Object({ id: Uuid }),
        body: UndoBody,
        response: { 202: Type.Object({ run_id: Uuid }) },
      },
    },
    async (request, reply) => {
      const { brand, operator } = operators.require(request)
      const importId = request.params.id.toLowerCase()
      const { reason } = request.body
      const at = platform.clock()
      const run_id = await platform.db.transaction(brand.id, async tx => {
        const started = await startUndo(tx, { importId, reason, by: operator.id, at })
        if (!started.isNew) return started.run_id
        await audit(tx, platform.keys, {
          operator,
          action: 'members.import_undone',
          subject: `import:${importId}`,
          after: { run_id: started.run_id, reason },
          at,
          requestId: request.id,
        })
        return started.run_id
      })
      return reply.code(202).send({ run_id })
    },
  )
}

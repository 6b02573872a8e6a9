import Type from 'typebox'
import { Nullable, Uuid } from '../platform/http/schema.ts'

export const ImportQuery = Type.Object(
  {
    client_op_id: Uuid,
    dry_run: Type.Optional(Type.Boolean({ description: 'Only count what would happen' })),
  },
  { additionalProperties: false },
)

export const ImportStarted = Type.Object({
  import_id: Uuid,
  run_id: Uuid,
})

export const ImportView = Type.Object({
  id: Uuid,
  dry_run: Type.Boolean(),
  run_id: Nullable(Uuid),
  undo_run_id: Nullable(Uuid),
  created_at: Type.String(),
  created_by: Nullable(Uuid),
})

export const UndoBody = Type.Object(
  {
    client_op_id: Uuid,
    reason: Type.String({ minLength: 3, maxLength: 300, pattern: '\\S' }),
  },
  { additionalProperties: false },
)

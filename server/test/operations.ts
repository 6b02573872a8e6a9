import type { World } from './world.ts'

export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  schema: OperationSchema
}

interface OperationSchema {
  /** Whom an operation of the console lets in. */
  'x-permission'?: string
  parameters?: { in: 'path' | 'query' | 'header' | 'cookie'; name: string; schema: JsonSchema }[]
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
}

export type JsonSchema = Record<string, unknown>

/** Every operation of the API document that this server publishes. */
export function operationsOf({ app }: World): Operation[] {
  const { paths = {} } = app.server.swagger() as { paths?: Record<string, Record<string, OperationSchema>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, schema]) => ({
      method: method.toUpperCase() as Operation['method'],
      path,
      schema,
    })),
  )
}

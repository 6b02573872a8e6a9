import createClient from 'openapi-fetch'
import { fetchAsMember } from './fetch.ts'
import { problemFromBody } from './problem.ts'
import type { paths } from './shapes.ts'

export const api = createClient<paths>({ fetch: fetchAsMember })

type Answer<Data> = { data?: Data; error?: unknown; response: Response }

/** The data of an answer; throws a Problem for every other answer. */
export async function answered<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await call
  if (!response.ok) throw problemFromBody(response, error)
  return data as Data
}

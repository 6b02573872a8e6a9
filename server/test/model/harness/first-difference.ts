/** Where the model says nothing. */
export const ANYTHING = Symbol('anything')

/** A refusal has nothing in common with an answer: they are told as a whole. */
const isRefusal = (value: unknown) => isNested(value) && typeof value.code === 'string' && 'status' in value

/** The first place in which two plain values differ, in words; null when they are equal. */
export function firstDifference(server: unknown, model: unknown, path = ''): string | null {
  if (model === ANYTHING) return null
  if (isRefusal(server) !== isRefusal(model)) return told(server, model, path)
  if (isNested(server) && isNested(model) && Array.isArray(server) === Array.isArray(model)) {
    const keys = new Set([...Object.keys(server), ...Object.keys(model)])
    for (const key of keys) {
      const difference = firstDifference(server[key], model[key], path === '' ? key : `${path}.${key}`)
      if (difference) return difference
    }
    return null
  }
  return Object.is(server, model)
    ? null
    : `${path}: the server says ${show(server)}, the model ${show(model)}`
}

const told = (server: unknown, model: unknown, path: string) =>
  `${path === '' ? '' : `${path}: `}the server says ${show(server)}, the model ${show(model)}`

const isNested = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const show = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))

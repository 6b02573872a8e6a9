import { isObject, type Json, type Operation } from './operation.ts'

/** One short line that tells a person watching what the operation was about. */
export function summariseOperation(operation: Operation): string {
  const attributes = isObject(operation.attributes) ? operation.attributes : {}
  if (operation.action === 'send_email') return String(attributes.subject ?? '')
  if (operation.action === 'identify') return listNames(Object.keys(attributes))
  if (operation.action !== 'event') return ''
  const parts = [productName(attributes), points(attributes), balance(attributes)].filter(part => part !== '')
  return parts.length > 0 ? parts.join(' · ') : listNames(Object.keys(attributes).filter(isOwnField))
}

const snapshots = new Set(['schema_version', 'user_snapshot', 'product_snapshot', 'event_context'])

function isOwnField(name: string): boolean {
  return !snapshots.has(name)
}

function productName(attributes: Json): string {
  return text(path(attributes, 'product_snapshot', 'identity', 'product_name'))
}

function points(attributes: Json): string {
  const earned = attributes.points_earned ?? attributes.points
  return typeof earned === 'number' ? `${earned > 0 ? '+' : ''}${earned} points` : ''
}

function balance(attributes: Json): string {
  const value = path(attributes, 'user_snapshot', 'economy', 'points_balance')
  return typeof value === 'number' ? `balance ${value}` : ''
}

function path(value: unknown, ...names: string[]): unknown {
  return names.reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), value)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 80) : ''
}

function listNames(names: string[]): string {
  return names.length <= 6 ? names.join(', ') : `${names.slice(0, 6).join(', ')} and ${names.length - 6} more`
}

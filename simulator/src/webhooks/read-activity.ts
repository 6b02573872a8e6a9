import { isObject, type Json, type Operation } from '../operation.ts'
import type { Activity } from './derive-insight.ts'

// Only these say that money changed hands; a wished-for product has a price too.
const purchases = new Set(['product_scanned', 'gift_claimed'])

/** What of an event the predictions use; everything missing or odd is left out. */
export function readActivity(operation: Operation, received_ms: number): Activity {
  const attributes = isObject(operation.attributes) ? operation.attributes : {}
  const product = child(attributes, 'product_snapshot')
  const taxonomy = child(product, 'taxonomy')
  const price = Number(child(product, 'economy').msrp)
  const name = operation.name ?? ''
  const activity: Activity = {
    name,
    at_ms: typeof operation.timestamp === 'number' ? operation.timestamp * 1000 : received_ms,
    spend: purchases.has(name) && Number.isFinite(price) && price > 0 ? price : 0,
  }
  if (typeof taxonomy.product_form === 'string' && taxonomy.product_form !== '')
    activity.product_form = taxonomy.product_form
  if (typeof taxonomy.strain_type === 'string' && taxonomy.strain_type !== '')
    activity.strain_type = taxonomy.strain_type
  return activity
}

function child(parent: Json, name: string): Json {
  const value = parent[name]
  return isObject(value) ? value : {}
}

import { randomUUID } from 'node:crypto'
import type { Reply } from '../earning/desk.ts'
import type { Shop } from '../rewards/shop.ts'
import { operation, type Refusal } from './spending-cases.ts'

const reason = 'Stolen in transit'

/** An operator changes a batch of ten codes. */
const batch = (path: string, body: object, more: Partial<Refusal>, voided?: object): Refusal => ({
  ready: async ({ desk }) => {
    const { batchId } = await desk.world.addCodes(10, { brand: desk.brand, activate: false })
    if (voided) await desk.do('POST', `batches/${batchId}/void`, { reason, ...voided })
    return () => desk.ask(path === 'expiry' ? 'PUT' : 'POST', `batches/${batchId}/${path}`, body)
  },
  ...more,
})

const range = (from_serial?: number, to_serial?: number) => ({
  ...(from_serial === undefined ? {} : { from_serial }),
  ...(to_serial === undefined ? {} : { to_serial }),
})

const recall = (change: object, more: Partial<Refusal>, before?: (body: object) => object): Refusal => ({
  ready: async ({ desk }) => {
    const { batchId } = await desk.world.addCodes(2, { brand: desk.brand })
    const body = { ...operation(), batch_ids: [batchId], reason: 'Mould was found', made_good: 'keep_points' }
    if (before) await desk.do('POST', 'recalls', before(body))
    return () => desk.ask('POST', 'recalls', { ...body, ...change })
  },
  ...more,
})

const making = (change: object, field: string): Refusal => ({
  ready:
    async ({ desk }) =>
    () =>
      desk.ask('POST', 'batches', { ...operation(), sku: 'TEN', count: 3, ...change }),
  field,
})

const imported = (file: string | Buffer, more: Partial<Refusal>): Refusal => ({
  ready: async shop => () => upload(shop, file),
  ...more,
})

async function upload({ desk }: Shop, payload: string | Buffer): Promise<Reply> {
  const { headers } = await desk.world.addOperator({ brand: desk.brand })
  const answer = await desk.world.app.server.inject({
    method: 'POST',
    url: `/api/admin/member-imports?client_op_id=${randomUUID()}`,
    headers: { ...headers, 'content-type': 'text/csv' },
    payload,
  })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.body,
    body: answer.json(),
  }
}

export const CODE_REFUSALS: Record<string, Refusal> = {
  'a void range beyond the batch': batch('void', { reason, ...range(5, 11) }, { field: 'to_serial' }),
  'a void range the wrong way round': batch('void', { reason, ...range(5, 4) }, { field: 'from_serial' }),
  'half a void range': batch('void', { reason, ...range(5) }, { field: 'to_serial' }),
  'serial 0': batch('void', { reason, ...range(0, 4) }, { field: 'from_serial' }),
  'a void range without a reason': batch('void', range(1, 4), { field: 'reason' }),
  'a range that overlaps a void one, activated': batch(
    'activate',
    range(1, 4),
    { status: 409, code: 'serials_are_void' },
    range(4, 6),
  ),
  'a void batch, activated': batch('activate', {}, { status: 409, code: 'batch_is_void' }, {}),
  'an expiry in the past': batch('expiry', { expires_at: '2030-01-01T00:00:00Z' }, { field: 'expires_at' }),
  'an expiry on a day that there is not': batch(
    'expiry',
    { expires_at: '2032-02-30T00:00:00Z' },
    { field: 'expires_at' },
  ),
  'a batch that has expired when it is made': making({ expires_at: '2030-01-01T00:00:00Z' }, 'expires_at'),
  'a batch of nothing': making({ count: 0 }, 'count'),
  'a batch of a product that there is not': making({ sku: 'NONE' }, 'sku'),
  'a PIN of three digits': making({ pin_digits: 3 }, 'pin_digits'),
  'a recall twice': recall(operation(), { field: 'batch_ids' }, body => body),
  'a recall under an operation id that was used': recall(
    { reason: 'Something else' },
    { status: 409, code: 'operation_reused' },
    body => body,
  ),
  'a recall of a batch and a lot': recall({ lot_number: 'L1' }, { field: 'batch_ids' }),
  'a recall of a lot that there is not': recall(
    { batch_ids: undefined, lot_number: 'NONE' },
    { field: 'lot_number' },
  ),
  'a recall with a bonus of nothing': recall({ made_good: 'bonus' }, { field: 'bonus_points' }),
  'a recall of a batch of another brand': recall({ batch_ids: [randomUUID()] }, { field: 'batch_ids.0' }),
  'a PIN that is a word': {
    ready: async shop => {
      const member = await shop.customer(0)
      const [code] = await shop.desk.codes(1)
      return () => shop.ask(member, 'POST', 'scans', { ...operation(), code, pin: 'swordfish' })
    },
    field: 'pin',
  },
  'a file in Latin-1': imported(Buffer.from('email,first_name\na@b.co,Zo\xeb\n', 'latin1'), {
    code: 'not_utf8',
  }),
  'a file in UTF-16': imported(Buffer.from('\ufeffemail\na@b.co\n', 'utf16le'), { code: 'not_utf8' }),
  'a file without addresses': imported('first_name\nAnn\n', { field: 'email' }),
  'a file with a column twice': imported('email,email\na@b.co,a@b.co\n', { field: 'email' }),
  'a file of too many columns': imported(`email${',x'.repeat(5_000)}\n`, { field: 'columns' }),
  'a file that ends inside a quote': imported('email\n"a@b.co\n', { code: 'not_csv' }),
  'an empty file': imported('', { code: 'not_csv' }),
}

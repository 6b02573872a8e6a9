import { answered, api } from '../../api/client.ts'
import type { ScanResult } from '../../api/shapes.ts'
import { endOperation, operationId } from '../../session/kept.ts'

/**
 * Scans the code, since only a scan that was refused can be disputed, then disputes it. Answers the scan where another
 * does not have the code after all: the pack may have been given back meanwhile.
 */
export async function sendDispute(code: string, message: string): Promise<ScanResult | null> {
  const scanned = await once(`scan to dispute:${code}`, client_op_id =>
    answered(api.POST('/api/scans', { body: { client_op_id, code } })),
  )
  if (scanned.verdict !== 'claimed_by_another') return scanned
  await once(`dispute:${code}:${message}`, client_op_id =>
    answered(api.POST('/api/disputes', { body: { client_op_id, code, message } })),
  )
  return null
}

// The same again after silence, and another operation after an answer.
async function once<Answer>(subject: string, send: (operation: string) => Promise<Answer>) {
  const answer = await send(operationId(subject))
  endOperation(subject)
  return answer
}

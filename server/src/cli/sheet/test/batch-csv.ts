import { writeFile } from 'node:fs/promises'
import { randomCode } from '../../../scanning/index.ts'

/** Writes a CSV such as `codes create` prints; answers the addresses. */
export async function writeBatchCsv(
  path: string,
  count: number,
  { base = 'https://fernwood.example', pins = false } = {},
): Promise<string[]> {
  const codes = Array.from({ length: count }, () => randomCode())
  const lines = codes.map((code, i) => `${code},${i + 1},${base}/s/${code}${pins ? ',90210' : ''}`)
  await writeFile(path, `code,serial,url${pins ? ',pin' : ''}\n${lines.join('\n')}\n`)
  return codes.map(code => `${base}/s/${code}`)
}

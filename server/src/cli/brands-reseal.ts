import type { Command } from 'commander'
import { audit, COMMAND_LINE } from '../operators/index.ts'
import type { Platform } from '../platform/platform.ts'
import { resealCredentials } from '../tenancy/index.ts'
import { listBrandKeys } from './find-brand.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { say, sayJson } from './terminal.ts'

export function addBrandsReseal(brands: Command) {
  brands
    .command('reseal')
    .description("seal every brand's credentials with the current key of the ring; again changes nothing")
    .addHelpText(
      'after',
      `
After a rotation of the key ring. The old key stays in the ring: printed codes and the audit need it.

Example: npm run -s synergy -- brands reseal`,
    )
    .action(async (_options: object, command: Command) => {
      const resealed = await withPlatform(command, resealAll)
      if (commonOptions(command).json) return sayJson({ resealed })
      if (resealed.length === 0) return say('All credentials are sealed with the current key.')
      say(`Sealed with the current key: the credentials of ${resealed.join(', ')}.`)
    })
}

/** Seals what the brands sign in with by the current key, each brand in a transaction with its audit. Answers whose it was. */
export async function resealAll(platform: Platform, interrupted: AbortSignal): Promise<string[]> {
  const { keys, clock } = platform
  const resealed: string[] = []
  for (const { id, slug } of await listBrandKeys(platform)) {
    interrupted.throwIfAborted()
    const before = await resealCredentials(platform, id, (tx, key) =>
      audit(tx, keys, {
        operator: COMMAND_LINE,
        action: 'credentials.resealed',
        subject: 'credentials',
        before: { key },
        after: { key: keys.currentId },
        at: clock(),
        requestId: null,
      }),
    )
    if (before !== undefined) resealed.push(slug)
  }
  return resealed
}

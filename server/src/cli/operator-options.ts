import { text } from 'node:stream/consumers'
import { InvalidArgumentError } from 'commander'
import {
  type Administrator,
  COMMAND_LINE,
  findOperatorByEmail,
  ROLES,
  type Role,
} from '../operators/index.ts'
import { Problem } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { findBrand } from './find-brand.ts'

/** A role as typed. Throws InvalidArgumentError. */
export function readRole(given: string): Role {
  const role = ROLES.find(one => one === given)
  if (!role) throw new InvalidArgumentError(`Give one of ${ROLES.join(', ')}.`)
  return role
}

/** The password on standard input, without the line's end; undefined when it was not asked for. */
export async function readPassword({ passwordStdin }: { passwordStdin?: true }): Promise<string | undefined> {
  return passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined
}

/** The command line, as the administrator of a brand. Throws a 404 Problem when there is no such brand. */
export async function administratorOf(platform: Platform, slug: string): Promise<Administrator> {
  return { brand: await findBrand(platform, slug), operator: COMMAND_LINE, requestId: null }
}

/** The operator of a brand with this e-mail. Throws a 404 Problem otherwise. */
export async function findOperator(platform: Platform, { brand }: Administrator, email: string) {
  const operator = await platform.db.transaction(brand.id, tx => findOperatorByEmail(tx, email))
  if (operator) return operator
  throw new Problem(404, 'not_found', `${brand.slug} has no operator ${JSON.stringify(email)}`, {
    detail: `\`operators list --brand ${brand.slug}\` shows who there is.`,
  })
}

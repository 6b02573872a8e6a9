import type { Config } from './config.ts'
import type { RoleUrls } from './db/roles.ts'
import type { Keys } from './keys.ts'

/**
 * The addresses by which the roles `app` and `jobs` log in: as configured, else the database's address with the
 * role's name and a password derived from the key ring (which `migrate` sets).
 */
export function roleUrls(
  keys: Keys,
  urls: Pick<Config, 'databaseAppUrl' | 'databaseJobsUrl'> & {
    databaseUrl: string
    databaseDirectUrl: string
  },
): RoleUrls {
  const login = (base: string, role: string) => {
    const url = new URL(base)
    url.username = role
    url.password = keys.hmac('database-role', role).toString('hex')
    return url.href
  }
  return {
    app: urls.databaseAppUrl ?? login(urls.databaseUrl, 'synergy_app'),
    jobs: urls.databaseJobsUrl ?? login(urls.databaseDirectUrl, 'synergy_jobs'),
  }
}

import { isIPv4, isIPv6 } from 'node:net'

/**
 * The network of an address, which thousands share: /24 of IPv4, /48 of IPv6, an IPv4 address within IPv6 as the former.
 * Undefined for what is no address.
 */
export function networkOf(address: string): string | undefined {
  if (isIPv4(address)) return `${address.split('.').slice(0, 3).join('.')}.0`
  const bare = address.replace(/%.*$/, '')
  if (!isIPv6(bare)) return undefined
  const mapped = /^(?:0*:){1,5}:?(?:0*:)*ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)
  if (mapped) return networkOf(mapped[1] as string)
  const [before = '', after] = bare.split('::')
  const first = before === '' ? [] : before.split(':')
  const last = after ? after.split(':') : []
  const zeros = after === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  const groups = [...first, ...Array(zeros).fill('0'), ...last].slice(0, 3)
  return `${groups.map(group => Number.parseInt(group, 16).toString(16)).join(':')}::`
}

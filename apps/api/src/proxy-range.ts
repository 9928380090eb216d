import { isIP } from 'node:net'

/** Whether Fastify's `trustProxy` takes this: an address, a range of them, or the name of one. */
export function isProxyRange(text: string): boolean {
  const range = text.trim()
  if (['loopback', 'linklocal', 'uniquelocal'].includes(range)) return true

  const [address = '', bits = '1', ...rest] = range.split('/')
  const most = { 4: 32, 6: 128 }[isIP(address)] ?? 0
  return rest.length === 0 && /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= most
}

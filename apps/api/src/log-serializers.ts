import type { FastifyRequest } from 'fastify'

/** pino's serializers. Fastify's own logs the whole URL, and a query may hold a password or token. */
export const logSerializers = {
  req: ({ method, url, host, ip }: FastifyRequest) => ({
    method,
    url: pathOf(url),
    host,
    remoteAddress: ip,
  }),
}

/** Returns a URL without its query. */
export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? ''
}

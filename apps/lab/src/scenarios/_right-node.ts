import type { IncomingMessage } from 'node:http'
import { serveNodeHttp } from './_bases.ts'
import { regions } from './_regions.ts'
// #region options
const allowedOrigins = ['https://app.example.com', 'https://admin.example.com']

const rightCors = {
  Vary: 'Origin',
  'Access-Control-Allow-Origin': ({ headers: { origin = '' } }: IncomingMessage) =>
    allowedOrigins.includes(origin) ? origin : undefined,
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Expose-Headers': 'X-Total-Count',
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': 'content-type',
  'Access-Control-Max-Age': '7200',
}
// #endregion

const right = {
  // #region server
  listen: () => serveNodeHttp(rightCors),
  // #endregion
}

const server = regions(import.meta.url, ['options', 'server'], right.listen)
export { rightCors as rightNodeCors }
/** The right server of this stack, every option stated: the fix of the wrong ones. */
export const rightNode = { ...server, code: server.code.replace(': IncomingMessage', '') }

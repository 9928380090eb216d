// WRONG ON PURPOSE: the list of the server has another origin; a CORS configuration of the bucket gets 501.
import type { IncomingMessage } from 'node:http'
import { isPreflight, serveNodeHttp } from '../node-http.ts'
import type { PublicProblem } from './types.ts'

/** Serves the API with CORS as in MinIO, whose rs/cors repeats the values that the preflight requests. */
function serveMinio(origin: string) {
  const requested = (name: string) => (request: IncomingMessage) => String(request.headers[name])
  return serveNodeHttp(
    {
      Vary: (request) =>
        isPreflight(request)
          ? 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'
          : 'Origin',
      'Access-Control-Allow-Origin': ({ headers }) =>
        headers.origin === origin ? origin : undefined,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers': 'Date, Etag, Server, Content-Length, X-Total-Count',
      'Access-Control-Allow-Methods': requested('access-control-request-method'),
      'Access-Control-Allow-Headers': requested('access-control-request-headers'),
    },
    (_request, response) => {
      response.setHeader('Server', 'MinIO')
      response.setHeader('X-Amz-Request-Id', '1856A1B2C3D4E5F6')
    },
  )
}

export const problem: PublicProblem = {
  title: 'The server of a bucket does not list the origin of the page.',
  threads: [
    'https://github.com/minio/minio/issues/20995',
    'https://github.com/minio/minio/issues/15874',
  ],
  stack: 'minio',
  cause: 'origin-not-listed',
  fix: /^MINIO_API_CORS_ALLOW_ORIGIN=.*https:\/\/app\.example\.com/m,
  options: { methods: ['GET', 'PUT'] },
  wrong: () => serveMinio('https://console.example.com'),
  right: () => serveMinio('https://app.example.com'),
}

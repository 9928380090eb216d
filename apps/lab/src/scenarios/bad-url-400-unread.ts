import cors from '@fastify/cors'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { blocked } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { verifyServer } from './_helpers.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page requests /api/%ff.', { path: '/api/%ff' }),
  fetches('attacker', 'The attacker’s page requests it.', { path: '/api/%ff' }),
]

const right = {
  // #region right
  listen: () =>
    serveFastify(
      async (app) => {
        await app.register(cors, rightCors)
      },
      {
        rewriteUrl: ({ url = '/' }) => url, // as a Fastify without rewriteUrl
        frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
          const { origin = '' } = request.headers
          reply.code(error.statusCode ?? 500).header('Vary', 'Origin')
          if (rightCors.origin.includes(origin))
            reply
              .header('Access-Control-Allow-Origin', origin)
              .header('Access-Control-Allow-Credentials', 'true')
          reply.send(error)
        },
      },
    ),
  // #endregion
}

export const scenario: Scenario = {
  group: 'error-responses',
  title: 'The 400 for a URL that the router cannot decode has no CORS headers',
  prose:
    'Fastify responds to a path such as /api/%ff before its first hook, so @fastify/cors adds no headers. User input in a path without encodeURIComponent is enough. Fastify’s option frameworkErrors handles these errors, and has to add the headers itself.',
  wrong: {
    server: verifyServer('fastify-bad-url'),
    steps,
    expected: [blocked(['GET', 400]), blocked(['GET', 400])],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-fastify.ts'),
    steps,
    expected: [{ readable: true, status: 400, serverSaw: ['GET'] }, blocked(['GET', 400])],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 26,
  app: 'apps/api/src/cors/router-errors.ts',
}

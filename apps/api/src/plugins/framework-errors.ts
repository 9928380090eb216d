import type { Policy } from '@repo/config'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { problemOf } from './errors.ts'
import { corsHeaders } from './every-answer.ts'

/**
 * Answers what the router refuses before any hook runs: a URL that cannot be decoded (400), a
 * path parameter that is too long (414). `fetch('/api/items/%ff')` is enough to cause one.
 */
export function answerFrameworkErrors(policy: Policy) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const { origin, 'access-control-request-method': method } = request.headers
    const headers = corsHeaders(policy, origin)
    void reply.headers(headers)

    // The page can only read the error of its PATCH if the preflight to the same URL passes.
    const allowed = headers['access-control-allow-origin'] !== undefined
    if (request.method === 'OPTIONS' && method && allowed) {
      void reply
        .code(204)
        .header('access-control-allow-methods', policy.methods.join(', '))
        .header('access-control-allow-headers', policy.requestHeaders.join(', '))
        .header('access-control-max-age', String(policy.maxAgeSeconds))
        .send()
      return
    }
    const problem = problemOf(error, request)
    void reply.code(problem.statusCode).header('x-request-id', request.id).send(problem)
  }
}

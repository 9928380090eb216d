import type { Policy } from '@repo/config'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { toErrorResponse } from '../error-handler.ts'
import { allowedOriginOf, corsHeaders, isPreflight, preflightHeaders } from './cors-headers.ts'

/**
 * Returns Fastify's `frameworkErrors`: responds to requests that the router rejects before any hook
 * runs: 400 for a URL that cannot be decoded, such as `/api/items/%ff`, and 414 for a path parameter
 * that is too long.
 */
export function routerErrors(policy: Policy) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const origin = allowedOriginOf(policy, request.raw)
    // A page can read the error of its PATCH only if the preflight to the same URL succeeds.
    if (isPreflight(request) && origin !== undefined) {
      void reply.code(204).headers(preflightHeaders(policy, origin)).send()
      return
    }
    const response = toErrorResponse(error, request)
    void reply
      .code(response.statusCode)
      .headers(corsHeaders(policy, origin))
      .header('x-request-id', request.id)
      .send(response)
  }
}

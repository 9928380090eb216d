// WRONG ON PURPOSE: the default authorizer of the API also applies to OPTIONS.
import { isPreflight, rightCors, serveNodeHttp, type Before } from '../node-http.ts'
import type { PublicProblem } from './types.ts'

function authorizer(onPreflights: boolean): Before {
  return (request, response) => {
    response.setHeader('x-amzn-RequestId', '8c1f4a52-5b0b-4d1c-9a35-2f0f4b9e7a10')
    response.setHeader('x-amz-apigw-id', 'Pq1ZxE4XoAMEbOw=')
    if (!onPreflights || !isPreflight(request)) return false
    response.setHeader('x-amzn-ErrorType', 'UnauthorizedException')
    response.writeHead(401, { 'Content-Type': 'application/json' })
    response.end('{"message":"Unauthorized"}')
    return true
  }
}

export const problem: PublicProblem = {
  title: 'The preflight gets 401 of the default authorizer.',
  threads: [
    'https://github.com/aws/serverless-application-model/issues/957',
    'https://github.com/aws/serverless-application-model/issues/2136',
  ],
  stack: 'aws-api-gateway-rest',
  cause: 'preflight-needs-authentication',
  fix: /AddDefaultAuthorizerToCorsPreflight: false/,
  wrong: () => serveNodeHttp(rightCors, authorizer(true)),
  right: () => serveNodeHttp(rightCors, authorizer(false)),
}

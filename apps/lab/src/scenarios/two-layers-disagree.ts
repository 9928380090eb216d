import { isPreflight } from 'cors-verify/servers/node-http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { blocked, readable } from './_expected.ts'
import { patches } from './_steps.ts'
import { serveNodeHttp, serveProxy } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightNodeCors as rightCors } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

function respondToPreflights(request: IncomingMessage, response: ServerResponse): boolean {
  if (!isPreflight(request)) return false
  response.writeHead(204, {
    'Access-Control-Allow-Origin': 'https://app.example.com',
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Allow-Methods': 'GET, POST, PATCH, DELETE',
    'Access-Control-Allow-Headers': 'content-type',
  })
  response.end()
  return true
}

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: the gateway allows the page in preflights, and the list of the API lacks it.
    serveProxy({
      respond: respondToPreflights,
      servers: async () => [
        await serveNodeHttp({
          ...rightCors,
          'Access-Control-Allow-Origin': 'https://admin.example.com',
        }),
      ],
    }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    // The gateway passes preflights on: one layer decides.
    serveProxy({
      servers: async () => [
        await serveNodeHttp({
          ...rightCors,
        }),
      ],
    }),
  // #endregion
}

const steps = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'wrong-allow-origin',
  title: 'The preflight succeeds and the request fails: gateway and API each have a CORS list',
  prose:
    'The CORS settings of an API gateway often apply to preflights only, and the API behind it has to add the headers to every other response. Two lists drift apart: here the preflight allows the page, the PATCH is processed, and its response is blocked. Let one layer decide.',
  wrong: {
    server: regions(import.meta.url, ['wrong'], wrong.listen, './_right-node.ts'),
    steps,
    expected: [blocked(['OPTIONS', 204], ['PATCH', 200])],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-node.ts'),
    steps,
    expected: [readable('OPTIONS', 'PATCH')],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 12,
  app: 'apps/api/src/cors/cors-plugin.ts',
}

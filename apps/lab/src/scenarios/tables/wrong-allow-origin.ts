import { verifyServer } from '../_helpers.ts'
import { rightFastify } from '../_right-fastify.ts'
import { rightHono } from '../_right-hono.ts'
import { rightNode } from '../_right-node.ts'
import { rightProxy } from '../_right-proxy.ts'
import { blocked, readable } from '../_expected.ts'
import { fetches } from '../_steps.ts'
import type { ScenarioRows } from '../../shared/types.ts'

export const rows: ScenarioRows = {
  'host-in-place-of-origin': {
    title: 'Allow-Origin has a host without its scheme',
    prose:
      'Origin is https://app.example.com, and the server sends app.example.com. The browser compares them byte for byte, and they differ.',
    steps: [fetches('app', 'The page requests the items.')],
    wrong: { server: verifyServer('hono-without-scheme'), expected: [blocked(['GET', 200])] },
    right: { server: rightHono, expected: [readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 5,
    app: 'packages/config/src/check-origin.ts',
  },
  'origin-in-upper-case': {
    title: 'Allow-Origin in upper case',
    prose:
      'Host names are case-insensitive, and this comparison is not: browsers serialize origins in lower case and compare them byte for byte.',
    steps: [fetches('app', 'The page requests the items.')],
    wrong: { server: verifyServer('node-upper-case'), expected: [blocked(['GET', 200])] },
    right: { server: rightNode, expected: [readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 5,
    app: 'packages/config/src/check-origin.ts',
  },
  'page-that-moved': {
    title: 'The page moved to another origin, and the list did not change',
    prose:
      'The API allows https://www.example.com only. The page is now at https://app.example.com, which is another origin.',
    steps: [fetches('app', 'The page requests the items.')],
    wrong: { server: verifyServer('fastify-another-origin'), expected: [blocked(['GET', 200])] },
    right: { server: rightFastify, expected: [readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 1,
    app: 'packages/config/src/environments.ts',
  },
  'proxy-adds-star': {
    title: 'Two values in Allow-Origin: the origin of the API and * of the proxy',
    prose:
      'The proxy adds * and the API names the origin. The browser joins both values, and the result matches no origin.',
    steps: [fetches('app', 'The page requests the items.')],
    wrong: { server: verifyServer('proxy-adds-star'), expected: [blocked(['GET', 200])] },
    right: { server: rightProxy, expected: [readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 12,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'proxy-cache-ignores-vary': {
    title: 'A proxy cache ignores Vary: Origin',
    prose:
      'The API sends Vary: Origin, and the cache uses the URL alone as its key. Some caches do so by default. The header is right, and the response is one for another origin.',
    steps: [
      fetches('app', 'A page requests the items, and a cache stores the response.'),
      fetches('admin', 'Another page on the allowlist sends a request too.'),
    ],
    wrong: {
      server: verifyServer('proxy-cache-ignores-vary'),
      expected: [readable('GET'), blocked(['GET', 200])],
    },
    right: { server: rightProxy, expected: [readable('GET'), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches',
    failure: 14,
    app: 'apps/api/src/cors/cors-server-response.ts',
  },
  'proxy-cache-without-vary': {
    title: 'A proxy cache serves the response for another origin: Vary is removed',
    prose:
      'Both pages are on the allowlist. The proxy removes Vary and caches one response for all, so the second page gets the first one’s origin and is blocked. It depends on which page comes first, and ends when the cache entry expires.',
    steps: [
      fetches('app', 'A page requests the items, and a cache stores the response.'),
      fetches('admin', 'Another page on the allowlist sends a request too.'),
    ],
    wrong: {
      server: verifyServer('proxy-cache-without-vary'),
      expected: [readable('GET'), blocked(['GET', 200])],
    },
    right: { server: rightProxy, expected: [readable('GET'), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches',
    failure: 14,
    app: 'apps/api/src/cors/cors-server-response.ts',
  },
  'several-origins-in-one-header': {
    title: 'Several origins in one Access-Control-Allow-Origin',
    prose:
      'Access-Control-Allow-Origin takes one origin, * or null, and never a list. Split the list and send only the origin that matches.',
    steps: [fetches('app', 'The page requests the items.')],
    wrong: {
      server: verifyServer('fastify-origins-in-one-string'),
      expected: [blocked(['GET', 200])],
    },
    right: { server: rightFastify, expected: [readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#http-new-header-syntax',
    failure: 5,
    app: 'packages/config/src/environments.ts',
  },
  'two-allow-origin-lines': {
    title: 'Two Access-Control-Allow-Origin lines: the API and the proxy both add it',
    prose:
      'Each line is right by itself. The browser joins both to one value with a comma, and that value is not an origin. Let one layer add CORS headers.',
    steps: [fetches('app', 'The page requests the items.')],
    wrong: {
      server: verifyServer('proxy-doubles-allow-origin'),
      expected: [blocked(['GET', 200])],
    },
    right: { server: rightProxy, expected: [readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 12,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'url-in-place-of-origin': {
    title: 'Allow-Origin has a URL with a path',
    prose:
      'An origin is scheme, host and port. The browser compares the header with the page’s origin byte for byte, so a path matches no origin.',
    steps: [fetches('app', 'The page requests the items.')],
    wrong: { server: verifyServer('node-path'), expected: [blocked(['GET', 200])] },
    right: { server: rightNode, expected: [readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 5,
    app: 'packages/config/src/check-origin.ts',
  },
}

import { blocked } from './_expected.ts'
import { fetches } from './_steps.ts'
import { staticForEveryone, staticWithoutCors } from './_static-servers.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page loads a font.', {
    path: '/static/font.woff',
    credentials: 'omit',
    element: 'font',
  }),
]

const notLoaded = blocked(['GET', 200])

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'A web font from a CDN is blocked: the response has no Access-Control-Allow-Origin',
  prose:
    'Images and classic scripts of other origins load without CORS, and fonts do not: @font-face sends a CORS request without credentials. The text appears in a fallback font; WebKitGTK loads the font all the same. Send Access-Control-Allow-Origin: * with the files of a CDN; they are public, and one value for every page needs no Vary.',
  wrong: {
    server: staticWithoutCors,
    steps,
    expected: [{ ...notLoaded, only: { webkit: { ...notLoaded, readable: true } } }],
  },
  right: {
    server: staticForEveryone,
    steps,
    expected: [{ readable: true, serverSaw: ['GET'], serverResponded: [200] }],
  },
  spec: 'https://drafts.csswg.org/css-fonts/#font-fetching-requirements',
  failure: 1,
  app: 'apps/api/src/cors/cors-plugin.ts',
}

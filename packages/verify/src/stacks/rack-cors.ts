import { valueOf } from '../http/header-lines.ts'
import { anyOf, header, isPreflight, someResponse } from './shared/marks.ts'
import { rackChanges, rackCorsBlock, rackSettings } from './shared/rack-cors.ts'
import { ruby } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Sinatra and other Rack applications with rack-cors. */
export const rackCors: Stack = {
  id: 'rack-cors',
  name: 'Rack/Sinatra rack-cors',
  kind: 'app',
  ranWith: 'rack-cors 1.1.1, Sinatra 3.0.5 and Puma 5.6.5',
  recognise: anyOf(
    header('X-Cascade', /^pass$/i),
    someResponse(({ headers }, exchange) => {
      const methods = valueOf(headers, 'access-control-allow-methods') ?? '*'
      const onRead = !isPreflight(exchange) && methods !== '*'
      return onRead && valueOf(headers, 'access-control-max-age') !== undefined
        ? 'Access-Control-Allow-Methods and Access-Control-Max-Age on a response that is not to a preflight'
        : undefined
    }, false),
  ),
  syntax: ruby,
  settings: rackSettings,
  config: (policy) => ({
    where: 'config.ru: above all other middleware, after require "rack/cors"',
    code: rackCorsBlock('use Rack::Cors', policy),
  }),
  changes: {
    ...rackChanges,
    'no-layer': 'Add the gem rack-cors, and its middleware above all others.',
    'cors-first':
      'Move `use Rack::Cors` in config.ru above `use Rack::Auth::Basic` and all other middleware.',
  },
}

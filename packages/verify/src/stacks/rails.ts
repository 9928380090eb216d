import { header } from './shared/marks.ts'
import { rackChanges, rackCorsBlock, rackSettings } from './shared/rack-cors.ts'
import { ruby } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Rails with rack-cors. */
export const rails: Stack = {
  id: 'rails',
  name: 'Rails rack-cors',
  kind: 'app',
  ranWith: 'Rails 6.1.7.10, rack-cors 1.1.1 and Puma 5.6.5',
  builtOn: ['rack-cors'],
  recognise: header('X-Runtime', /^\d+\.\d+$/),
  syntax: ruby,
  settings: rackSettings,
  config: (policy) => ({
    where: 'config/initializers/cors.rb, with the gem rack-cors in the Gemfile',
    code: rackCorsBlock('Rails.application.config.middleware.insert_before 0, Rack::Cors', policy),
  }),
  changes: {
    ...rackChanges,
    'no-layer':
      'Add the gem rack-cors, and its middleware above all others in config/initializers/cors.rb.',
    'cors-first':
      'Insert `Rack::Cors` before index 0, above all other middleware, instead of `middleware.use`.',
  },
}

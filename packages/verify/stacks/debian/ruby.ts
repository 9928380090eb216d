import type { Need } from '../program.ts'
import type { RealStack } from '../types.ts'
import { debianPackage } from './dpkg.ts'

export const puma: Need = {
  name: 'Puma',
  debian: 'puma',
  version: ['puma', ['--version'], /([\d.]+)/],
}

export const rackCorsGem = debianPackage('rack-cors', 'ruby-rack-cors')

/** A middleware that requires a token. */
export const authenticate = `class Authenticate
  def initialize(app)
    @app = app
  end

  def call(env)
    return [401, {}, []] unless env["HTTP_AUTHORIZATION"]
    @app.call(env)
  end
end`

/** Runs `config.ru`. */
export const runPuma: RealStack['start'] = ({ port }) => [
  { program: 'puma', args: ['-e', 'production', '-b', `tcp://127.0.0.1:${port}`, 'config.ru'] },
]

/**
 * A layer of rack-cors with credentials.
 *
 * @param use the statement that adds the middleware: `use Rack::Cors`
 * @param origins as Ruby has them, in parentheses if it is a block
 * @param options of the resource
 */
export function rackCorsLayer(use: string, origins: string, options: string, path = '*'): string {
  return `${use} do
  allow do
    origins ${origins}
    resource "${path}", credentials: true, ${options}
  end
end`
}

/** The options of a resource that allows everything that the pages need. */
export const complete =
  'methods: [:get, :patch], headers: ["authorization", "content-type", "x-tenant"], expose: ["x-total-count"]'

/** A list of origins that allows any of them. */
export const anyOrigin = '{ |_source, _env| true }'

import {
  modes,
  redirects,
  rightConfiguration,
  type Configuration,
} from '../src/page/build/configuration.ts'
import { randomFrom } from './random.ts'

const app = 'https://app.example.com'

/** A configuration has one value of each list. Correct values are repeated, so that some requests pass. */
const dimensions = {
  page: ['app', 'app', 'app', 'admin', 'attacker', 'sub-domain', 'sandbox', 'api'],
  method: ['GET', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'patch', 'put'],
  credentials: ['include', 'omit'],
  requestHeaders: [
    [],
    [],
    [['Content-Type', 'application/json']],
    [['Content-Type', 'text/plain']],
    [['X-Trace', '1']],
    [
      ['Content-Type', 'application/json'],
      ['If-Match', '"1"'],
    ],
  ],
  allowOrigin: [
    [app],
    [app],
    [app],
    [app],
    ['*'],
    ['null'],
    [`${app}/`],
    ['https://admin.example.com'],
    [app, app],
    [`${app}, https://admin.example.com`],
    [` ${app}`],
    [],
  ],
  allowCredentials: [['true'], ['true'], ['true'], ['True'], ['false'], []],
  allowMethods: [
    ['GET, POST, PUT, PATCH, DELETE'],
    ['GET, POST, PUT, PATCH, DELETE'],
    ['*'],
    ['GET,HEAD,POST'],
    ['patch'],
    ['GET; PATCH'],
    [],
  ],
  allowHeaders: [
    ['content-type, x-trace, if-match'],
    ['Content-Type, X-Trace, If-Match'],
    ['*'],
    ['content-type'],
    ['content type'],
    [],
  ],
  expose: [['X-Total-Count'], ['*'], ['x-total-count, Set-Cookie'], ['X Total'], []],
  preflightStatus: [204, 204, 204, 200, 299, 401, 404, 500],
  status: [200, 200, 201, 401, 404, 500, 503],
  maxAge: [['7200'], ['0'], []],
} as const

/**
 * Returns random configurations, some correct and most with mistakes.
 *
 * @param seed the same seed gives the same configurations
 */
export function generateConfigurations(seed: number, count: number): Configuration[] {
  const random = randomFrom(seed)
  const pick = <Name extends keyof typeof dimensions>(name: Name) => {
    const choices = dimensions[name]
    return choices[Math.floor(random() * choices.length)] as (typeof dimensions)[Name][number]
  }
  const lines = (name: string, values: readonly string[]) =>
    values.map((value) => [name, value] as const)

  return Array.from({ length: count }, () => {
    const allowOrigin = pick('allowOrigin')
    const allowCredentials = pick('allowCredentials')
    // In four of five configurations, both responses have the same CORS headers.
    const isSame = random() < 0.8
    return {
      page: pick('page'),
      method: pick('method'),
      credentials: pick('credentials'),
      mode: 'cors',
      redirect: 'follow',
      requestHeaders: pick('requestHeaders'),
      preflight: {
        status: pick('preflightStatus'),
        headers: [
          ...lines('Access-Control-Allow-Origin', isSame ? allowOrigin : pick('allowOrigin')),
          ...lines(
            'Access-Control-Allow-Credentials',
            isSame ? allowCredentials : pick('allowCredentials'),
          ),
          ...lines('Access-Control-Allow-Methods', pick('allowMethods')),
          ...lines('Access-Control-Allow-Headers', pick('allowHeaders')),
          ...lines('Access-Control-Max-Age', pick('maxAge')),
        ],
      },
      actual: {
        status: pick('status'),
        headers: [
          ...lines('Access-Control-Allow-Origin', allowOrigin),
          ...lines('Access-Control-Allow-Credentials', allowCredentials),
          ...lines('Access-Control-Expose-Headers', pick('expose')),
          ...lines('X-Total-Count', ['2']),
          ...lines('Content-Type', ['application/json']),
        ],
      },
    }
  })
}

/**
 * Returns every mode with every redirect mode, for a simple and a preflighted request, cross-origin and
 * same-origin, with and without a redirect.
 */
export function configurationsOfModes(): Configuration[] {
  const { actual } = rightConfiguration
  const responses = [
    actual,
    { status: 302, headers: [...actual.headers, ['Location', '/api/items']] },
    { status: 302, headers: [['Location', '/api/items']] },
  ] as const
  return (['app', 'api'] as const).flatMap((page) =>
    modes.flatMap((mode) =>
      redirects.flatMap((redirect) =>
        ['GET', 'PATCH'].flatMap((method) =>
          responses.map((response) => ({
            ...rightConfiguration,
            page,
            mode,
            redirect,
            method,
            actual: response,
          })),
        ),
      ),
    ),
  )
}

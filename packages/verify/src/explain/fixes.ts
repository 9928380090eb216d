import type { Plan } from '../plan.ts'
import type { FindingCode, Fix } from '../report.ts'

/** The line to change in each stack, with the values of this run. */
export function fixFor(code: FindingCode, plan: Plan): Fix {
  const origins = list(plan.origins)
  const methods = [...new Set(['GET', 'HEAD', ...plan.needs.map(({ method }) => method)])]
  const headers = [...new Set(plan.needs.flatMap((need) => need.headers))]
  const writes = methods.some((method) => !['GET', 'HEAD', 'POST'].includes(method))
  const options = [
    `origin: ${origins}`,
    ...(plan.credentials ? ['credentials: true'] : []),
    ...(writes ? [`methods: ${list(methods)}`] : []),
  ].join(', ')
  const starletteOptions = [
    `allow_origins=${origins}`,
    ...(plan.credentials ? ['allow_credentials=True'] : []),
    ...(writes ? [`allow_methods=${list(methods)}`] : []),
  ].join(', ')
  const exposed = plan.exposedHeaders.length > 0 ? plan.exposedHeaders : ['x-total-count']

  switch (code) {
    case 'disallowed-origin-reads-credentialed':
    case 'origin-not-allowed':
    case 'unusable-allow-origin':
    case 'public-read':
      return {
        fastify: `app.register(cors, { ${options} })`,
        express: `app.use(cors({ ${options} }))`,
        starlette: `CORSMiddleware(${starletteOptions})  # no allow_origin_regex`,
        nginx: `map $http_origin $allow { default ""; ${plan.origins.map((origin) => `"${origin}" $http_origin;`).join(' ')} }  add_header Access-Control-Allow-Origin $allow always; ${plan.credentials ? 'add_header Access-Control-Allow-Credentials true always; ' : ''}add_header Vary Origin always;`,
      }
    case 'duplicate-allow-origin':
      return {
        fastify: 'Register @fastify/cors once, and set no Access-Control header elsewhere.',
        express: 'Use cors() once, and set no Access-Control header elsewhere.',
        starlette: 'Add CORSMiddleware once, and set no Access-Control header elsewhere.',
        nginx: 'proxy_hide_header Access-Control-Allow-Origin;  # or remove your own add_header',
      }
    case 'credentials-blocked':
      return {
        fastify: `app.register(cors, { ${options} })`,
        express: `app.use(cors({ ${options} }))`,
        starlette: `CORSMiddleware(${starletteOptions})`,
        nginx:
          'add_header Access-Control-Allow-Credentials true always;  # with $http_origin from a map, never *',
      }
    case 'preflight-failed':
      return {
        fastify: 'Register @fastify/cors before authentication, rate limits and redirects.',
        express: 'app.use(cors(…)) before authentication, routes and redirects.',
        starlette: 'Add CORSMiddleware last: the last one added runs first.',
        nginx:
          'if ($request_method = OPTIONS) { return 204; }  # before auth and redirects, with the add_header lines inside',
      }
    case 'method-not-allowed':
      return {
        fastify: `app.register(cors, { methods: ${list(methods)} })  // the default lacks PUT, PATCH and DELETE`,
        express: `app.use(cors({ methods: ${list(methods)} }))`,
        starlette: `CORSMiddleware(allow_methods=${list(methods)})`,
        nginx: `add_header Access-Control-Allow-Methods "${methods.join(', ')}" always;`,
      }
    case 'header-not-allowed':
    case 'reflects-request-headers':
      return {
        fastify: `app.register(cors, { allowedHeaders: ${list(headers)} })`,
        express: `app.use(cors({ allowedHeaders: ${list(headers)} }))`,
        starlette: `CORSMiddleware(allow_headers=${list(headers)})`,
        nginx: `add_header Access-Control-Allow-Headers "${headers.join(', ')}" always;`,
      }
    case 'header-not-exposed':
    case 'exposes-sensitive-header':
      return {
        fastify: `app.register(cors, { exposedHeaders: ${list(exposed)} })`,
        express: `app.use(cors({ exposedHeaders: ${list(exposed)} }))`,
        starlette: `CORSMiddleware(expose_headers=${list(exposed)})`,
        nginx: `add_header Access-Control-Expose-Headers "${exposed.join(', ')}" always;`,
      }
    case 'stream-without-cors':
      return {
        fastify:
          'reply.send(stream), not reply.raw; or reply.raw.writeHead(200, reply.getHeaders())',
        express: 'app.use(cors(…)) before the route of the stream.',
        starlette: 'Return StreamingResponse from a route below CORSMiddleware.',
        nginx:
          'Repeat the add_header lines in the stream’s location: a location with its own add_header inherits none.',
      }
    case 'inconsistent':
      return {
        fastify: 'Take the g flag off the RegExp, and deploy one configuration to every replica.',
        express: 'Take the g flag off the RegExp, and deploy one configuration to every replica.',
        starlette: 'Deploy one configuration to every replica.',
        nginx: 'Give every upstream server the same configuration, or own CORS in nginx alone.',
      }
    case 'error-without-cors':
      return {
        fastify:
          'app.register(cors, { hook: "onRequest" }) first, and set the headers in frameworkErrors too.',
        express: 'app.use(cors(…)) first, before the body parser.',
        starlette:
          'Wrap the whole app: app = CORSMiddleware(app, …), so that unhandled errors pass it too.',
        nginx: 'add_header … always;  # without always, 4xx and 5xx carry none',
      }
    case 'vary-missing':
      return {
        fastify: `app.register(cors, { ${options} })  // an array, never a string`,
        express: `app.use(cors({ ${options} })); res.vary('Origin') in responses without it`,
        starlette: 'response.headers.add_vary_header("Origin") in a middleware, on every response.',
        nginx: 'add_header Vary Origin always;',
      }
    case 'rejection-is-5xx':
      return {
        fastify: 'origin: (origin, cb) => cb(null, allowed.has(origin))  // never cb(new Error())',
        express: 'origin: (origin, cb) => cb(null, allowed.has(origin))  // never cb(new Error())',
        starlette: 'Do not raise for an unknown origin: respond without the header.',
        nginx: 'Return 403, or respond without the header.',
      }
    case 'slow-origin-check':
      return {
        fastify: `origin: ${origins}  // instead of a RegExp with nested repeats`,
        express: `origin: ${origins}  // instead of a RegExp with nested repeats`,
        starlette: `allow_origins=${origins}  # instead of allow_origin_regex with nested repeats`,
        nginx: 'List the origins in a map, without ~ patterns that nest repeats.',
      }
    case 'max-age-out-of-range':
      return {
        fastify: 'app.register(cors, { maxAge: 7200 })',
        express: 'app.use(cors({ maxAge: 7200 }))',
        starlette: 'CORSMiddleware(max_age=7200)',
        nginx: 'add_header Access-Control-Max-Age 7200 always;',
      }
    case 'csrf-simple-request':
      return {
        fastify: `app.addHook('onRequest', …) responds 403 unless ${origins} includes the Origin; remove the text/plain parser.`,
        express: `A middleware before the routes responds 403 unless ${origins} includes req.get('Origin'); express.json() alone.`,
        starlette: `A middleware responds 403 unless request.headers.get("origin") in ${origins}.`,
        nginx: 'if ($allow = "") { return 403; }  # in the locations that write',
      }
    case 'websocket-disallowed-origin':
      return {
        fastify: `@fastify/websocket: options.verifyClient = ({ origin }) => ${origins}.includes(origin)`,
        express: `server.on('upgrade', …): end with 403 unless ${origins} includes request.headers.origin`,
        starlette: `if websocket.headers.get("origin") not in ${origins}: await websocket.close(1008)`,
        nginx: 'if ($allow = "") { return 403; }  # in the WebSocket’s location',
      }
    case 'not-cors':
      return {
        fastify: 'Not fixable with CORS headers. See "Expected".',
        express: 'Not fixable with CORS headers. See "Expected".',
        starlette: 'Not fixable with CORS headers. See "Expected".',
        nginx: 'Not fixable with CORS headers. See "Expected".',
      }
  }
}

function list(values: readonly string[]): string {
  return `[${values.map((value) => `'${value}'`).join(', ')}]`
}

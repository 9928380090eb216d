import { anyOf, body, header, preflight } from './shared/marks.ts'
import { python, texts } from './shared/syntax.ts'
import { valueOf } from '../http/header-lines.ts'
import type { Policy, Stack } from './types.ts'

/** FastAPI and Starlette with CORSMiddleware. */
export const starlette: Stack = {
  id: 'starlette',
  name: 'FastAPI/Starlette CORSMiddleware',
  kind: 'app',
  // The block ran on Starlette 1.7 too.
  ranWith: 'FastAPI 0.92.0, Starlette 0.26.1 and Uvicorn 0.17.6',
  recognise: anyOf(
    body(/^Disallowed CORS (?:origin|method|headers)/),
    preflight(
      'a preflight response with the text OK and a list of Starlette',
      ({ headers, body: text }) =>
        text === 'OK' &&
        // `allow_headers` begins with the safelisted names; `allow_methods=["*"]` lists all methods.
        (/^Accept, Accept-Language, Content-Language, Content-Type/.test(
          valueOf(headers, 'access-control-allow-headers') ?? '',
        ) ||
          valueOf(headers, 'access-control-allow-methods') ===
            'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT'),
      true,
    ),
    header('server', /^uvicorn$/, false),
    body(/^\{"detail":"(?:Not Found|Method Not Allowed)"\}$/, false),
  ),
  syntax: python,
  settings: {
    origins: 'allow_origins',
    credentials: 'allow_credentials=True',
    methods: 'allow_methods',
    requestHeaders: 'allow_headers',
    exposedHeaders: 'expose_headers',
    maxAge: 'max_age',
  },
  config: (policy) => ({
    where: 'main.py: the last lines, after all routes and middleware, instead of add_middleware',
    code: [
      'from starlette.middleware.cors import CORSMiddleware',
      '',
      '# Around the whole app: a 500 has the headers too. Start the server with this app.',
      'app = CORSMiddleware(',
      '    app,',
      ...options(policy),
      ')',
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Wrap the app in CORSMiddleware at the end of the file.',
    'cors-first':
      'Wrap the app in CORSMiddleware at the end of the file: middleware that `add_middleware` adds later runs earlier.',
    errors:
      'Wrap the app at the end of the file instead of `add_middleware`: Starlette responds to an unhandled exception outside of all middleware that was added.',
    'every-response': 'Wrap the whole app in CORSMiddleware, mounted apps included.',
    'one-layer': 'Add CORSMiddleware once, and set no Access-Control header elsewhere.',
    vary: {
      change:
        'CORSMiddleware adds `Vary: Origin` only for allowed origins. Add it to all responses in an outermost middleware.',
      block: () => ({
        where: 'main.py: after CORSMiddleware',
        code: [
          'from starlette.datastructures import MutableHeaders',
          '',
          'class VaryOrigin:',
          '    def __init__(self, app):',
          '        self.app = app',
          '',
          '    async def __call__(self, scope, receive, send):',
          '        async def send_with_vary(message):',
          '            if message["type"] == "http.response.start":',
          '                MutableHeaders(scope=message).add_vary_header("Origin")',
          '            await send(message)',
          '',
          '        await self.app(scope, receive, send_with_vary)',
          '',
          'app = VaryOrigin(app)',
        ].join('\n'),
      }),
      untried: true,
    },
    rejection: {
      change:
        'Do not raise for an origin that is not listed: CORSMiddleware responds without the header.',
    },
    csrf: {
      change: 'Reject writes of other origins before the routes.',
      block: guard,
      untried: true,
    },
    'web-socket': {
      change: 'Close a WebSocket whose Origin is not listed before `accept()`.',
      block: (policy) => ({
        where: 'the WebSocket route, before await websocket.accept()',
        code: [
          `if websocket.headers.get("origin") not in {${texts(python, policy.origins)}}:`,
          '    await websocket.close(1008)',
          '    return',
        ].join('\n'),
      }),
      untried: true,
    },
  },
}

function options(policy: Policy): string[] {
  return [
    `allow_origins=[${texts(python, policy.origins)}],`,
    `allow_credentials=${policy.credentials ? 'True' : 'False'},`,
    `allow_methods=[${texts(python, policy.methods)}],`,
    `allow_headers=[${texts(python, policy.requestHeaders)}],`,
    `expose_headers=[${texts(python, policy.exposedHeaders)}],`,
    `max_age=${policy.maxAgeSeconds},`,
  ].map((line) => `    ${line}`)
}

function guard(policy: Policy) {
  return {
    where: 'main.py: before CORSMiddleware wraps the app',
    code: [
      'from starlette.responses import PlainTextResponse',
      '',
      `ALLOWED = {${texts(python, policy.origins)}}`,
      '',
      '@app.middleware("http")',
      'async def reject_other_origins(request, call_next):',
      '    origin = request.headers.get("origin")',
      '    reads = request.method in ("GET", "HEAD", "OPTIONS")',
      '    if not reads and origin is not None and origin not in ALLOWED:',
      '        return PlainTextResponse("origin not allowed", 403)',
      '    return await call_next(request)',
    ].join('\n'),
  }
}

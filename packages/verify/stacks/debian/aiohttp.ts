import { findAll } from '../program.ts'
import { originList, withToken } from '../pages.ts'
import { python, pythonPackage } from './python.ts'
import type { RealStack } from '../types.ts'

/** A common configuration of aiohttp-cors: options for each origin, and the routes that have them. */
const setup = (options: string, origins: string, routes = 'list(app.router.routes())') => `
import aiohttp_cors

options = aiohttp_cors.ResourceOptions(${options})
cors = aiohttp_cors.setup(app, defaults={origin: options for origin in [${origins}]})
for route in ${routes}:
    cors.add(route)`

const otherPaths = `
async def not_found(request):
    raise web.HTTPNotFound()

app.router.add_get("/{path:.*}", not_found)`

const lists =
  'allow_methods=["GET", "PATCH"], allow_headers=["authorization", "content-type", "x-tenant"]'
const listed = `allow_credentials=True, ${lists}, expose_headers=["x-total-count"]`
const listedEverywhere = otherPaths + setup(listed, originList)

/** aiohttp with aiohttp-cors. */
export const aiohttp: RealStack = {
  id: 'aiohttp',
  find: () =>
    findAll(
      pythonPackage('aiohttp', 'aiohttp', 'python3-aiohttp'),
      pythonPackage('aiohttp-cors', 'aiohttp-cors', 'python3-aiohttp-cors'),
    ),
  options: withToken,
  files: (
    { cors = '', before = 'if request.method == "OPTIONS":\n    return await handler(request)' },
    { port },
  ) => ({
    'app.py': `
from aiohttp import web

@web.middleware
async def authenticate(request, handler):
${before.replace(/^(?=.)/gm, '    ')}
    if "Authorization" not in request.headers:
        raise web.HTTPUnauthorized()
    return await handler(request)

async def items(request):
    return web.json_response([{"id": 1}, {"id": 2}], headers={"X-Total-Count": "2"})

async def boom(request):
    raise RuntimeError("boom")

app = web.Application(middlewares=[authenticate])
app.router.add_get("/api/items", items)
app.router.add_patch("/api/items", items)
app.router.add_get("/api/boom", boom)
${cors}
web.run_app(app, host="127.0.0.1", port=${port})
`,
  }),
  place: (block) =>
    block.includes('the middleware that checks authentication')
      ? { before: block, cors: listedEverywhere }
      : { cors: block },
  start: () => [{ program: python, args: ['app.py'] }],
  wrong: [
    { title: 'any origin reflected with credentials', places: { cors: setup(listed, '"*"') } },
    {
      title: 'request header not listed, header not exposed',
      places: { cors: setup(`allow_credentials=True, allow_methods=["GET", "PATCH"]`, originList) },
    },
    {
      title: 'CORS on one route',
      places: { cors: setup(listed, originList, 'list(app.router.routes())[:1]') },
    },
    { title: 'authentication of preflights', places: { cors: listedEverywhere, before: '' } },
  ],
}

import { findAll } from '../program.ts'
import { python, pythonPackage } from './python.ts'
import type { RealStack } from '../types.ts'

/** A common base class of handlers, with these lines in a method. */
function base(method: string, ...lines: readonly string[]): string {
  return `class CorsHandler(tornado.web.RequestHandler):
    def ${method}(self):
${lines.map((line) => `        ${line}`).join('\n')}
`
}

const reflected =
  'self.set_header("Access-Control-Allow-Origin", self.request.headers.get("Origin", "*"))'
const rest = [
  'self.set_header("Access-Control-Allow-Credentials", "true")',
  'self.set_header("Access-Control-Allow-Methods", "GET, PATCH")',
  'self.set_header("Access-Control-Allow-Headers", "content-type, x-tenant")',
  'self.set_header("Access-Control-Expose-Headers", "x-total-count")',
]
const one = 'self.set_header("Access-Control-Allow-Origin", "https://app.example.com")'
const options = '\n    def options(self):\n        self.set_status(204)\n'

/** Tornado, with a base class of the handlers. */
export const tornado: RealStack = {
  id: 'tornado',
  find: () => findAll(pythonPackage('Tornado', 'tornado', 'python3-tornado')),
  files: ({ cors = '', settings = '' }, { port }) => ({
    'app.py': `
import tornado.ioloop
import tornado.web

${cors}

class Items(CorsHandler):
    def get(self):
        self.set_header("X-Total-Count", "2")
        self.write({"items": [1, 2]})

    def patch(self):
        self.write({})

class Boom(CorsHandler):
    def get(self):
        raise RuntimeError("boom")

handlers = [("/api/items", Items), ("/api/boom", Boom)]
tornado.web.Application(handlers${settings}).listen(${port}, "127.0.0.1")
tornado.ioloop.IOLoop.current().start()
`,
  }),
  // The last line of the block names the argument of `Application`.
  place: (block) => ({
    cors: block,
    settings: /^# Application\(handlers(.*)\)$/m.exec(block)?.[1] ?? '',
  }),
  start: () => [{ program: python, args: ['app.py'] }],
  wrong: [
    {
      title: 'any origin reflected with credentials',
      places: { cors: base('set_default_headers', reflected, ...rest) + options },
    },
    { title: 'preflight not routed', places: { cors: base('set_default_headers', one, ...rest) } },
    {
      title: 'one origin not listed, headers on some responses',
      places: { cors: base('prepare', one, ...rest) + options },
    },
  ],
}

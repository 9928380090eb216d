import { join } from 'node:path'
import { findModules, modules } from '../npm.ts'
import { originList } from '../pages.ts'
import type { RealStack } from '../types.ts'

const route = (body: string) => `import { eventHandler, setResponseHeader } from 'h3'

export default eventHandler((event) => {
  ${body}
})
`

/** Nitro with a middleware of h3 1, built for Node. */
export const nitro: RealStack = {
  id: 'nitro',
  find: () => findModules({ Nitro: 'nitropack', h3: 'nitropack/node_modules/h3' }),
  files: ({ cors = '', rules = '' }) => ({
    'nitro.config.mjs': `
export default {
  compatibilityDate: '2026-11-01',
  srcDir: 'server',
  preset: 'node-server',
  // Without the h3 2 of another stack in the same node_modules.
  alias: { h3: '${join(modules, 'nitropack/node_modules/h3')}' },
  minify: false,
  sourceMap: false,
  ${rules}
}
`,
    'server/routes/api/items.get.mjs': route(`setResponseHeader(event, 'X-Total-Count', '2')
  return [{ id: 1 }, { id: 2 }]`),
    'server/routes/api/items.patch.mjs': route('return { saved: true }'),
    'server/routes/api/boom.get.mjs': route(`throw new Error('boom')`),
    ...(cors !== '' && { 'server/middleware/cors.ts': cors }),
  }),
  start: ({ port }) => [
    { program: process.execPath, args: [join(modules, 'nitropack/dist/cli/index.mjs'), 'build'] },
    {
      program: process.execPath,
      args: ['.output/server/index.mjs'],
      env: { PORT: String(port), HOST: '127.0.0.1' },
    },
  ],
  wrong: [
    {
      title: '`*` with credentials (`cors: true`)',
      places: { rules: `routeRules: { '/api/**': { cors: true } },` },
    },
    { title: 'no CORS layer', places: {} },
    {
      title: 'preflight not handled, one origin for all',
      places: {
        rules: `routeRules: {
    '/api/**': {
      headers: {
        'access-control-allow-origin': 'https://app.example.com',
        'access-control-allow-credentials': 'true',
      },
    },
  },`,
      },
    },
    {
      title: 'method not listed',
      places: {
        cors: `import { eventHandler, handleCors } from 'h3'

export default eventHandler((event) => {
  if (handleCors(event, { origin: [${originList}], credentials: true, methods: ['GET'] })) return
})`,
      },
    },
  ],
}

import { join } from 'node:path'
import { findModules, modules } from '../npm.ts'
import { originList } from '../pages.ts'
import type { RealStack } from '../types.ts'

/** The development server of Vite, whose modules a page of another server loads. */
export const vite: RealStack = {
  id: 'vite',
  find: () => findModules({ Vite: 'vite' }),
  path: '/main.js',
  options: { exposedHeaders: ['etag'], requests: [] },
  files: ({ cors = '' }) => ({
    'index.html': '<!doctype html><title>app</title><script type="module" src="/main.js"></script>',
    'main.js': 'if (import.meta.hot) import.meta.hot.accept()',
    'vite.config.mjs': `
import { defineConfig } from 'vite'

export default defineConfig({
  logLevel: 'error',
${cors}
})
`,
  }),
  start: ({ port }) => [
    {
      program: process.execPath,
      args: [
        join(modules, 'vite/bin/vite.js'),
        ...['--host', '127.0.0.1', '--port', String(port), '--strictPort'],
      ],
      env: { __VITE_ADDITIONAL_SERVER_ALLOWED_HOSTS: 'api.example.com' },
    },
  ],
  wrong: [
    { title: 'origin not listed (the default: localhost alone)', places: {} },
    {
      title: 'any origin reflected with credentials',
      places: { cors: 'server: { cors: { origin: true, credentials: true } },' },
    },
    {
      title: '`*` with credentials',
      places: { cors: 'server: { cors: true },' },
    },
    {
      title: 'credentials not allowed, header not exposed',
      places: { cors: `server: { cors: { origin: [${originList}] } },` },
    },
  ],
}

import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { environments } from '@repo/config/client'
import { precompress } from './precompress.ts'
import { preconnect } from './preconnect.ts'

const { hostname, port } = new URL(environments.development.allowedOrigins[0])

export default defineConfig({
  root: import.meta.dirname,
  // The .env file of the API and the root commands. Only VITE_* variables reach the page.
  envDir: '../..',
  plugins: [vue(), preconnect(), precompress()],
  server: {
    host: hostname,
    port: Number(port),
    // A busy port must fail: the API does not allow the origin of the next free one.
    strictPort: true,
    // Vite's default lets a page on any localhost port read the source: see docs/troubleshooting.md.
    cors: false,
    // Vite's default serves every file of the repository, the database of the API included.
    fs: { strict: true, allow: ['.', '../../packages/config/src'] },
    // No `proxy`: it makes the API same-origin in development, which hides CORS until production.
  },
  preview: { port: Number(port) },
  build: {
    outDir: 'dist/public',
    // The content security policy of the web server allows no data: URLs.
    assetsInlineLimit: 0,
  },
  environments: {
    // `ssr` is Vite's name for what runs in Node. It holds the web server, which is built beside the
    // files that it serves: one run makes both, with the same API origin inside.
    ssr: {
      resolve: { noExternal: true },
      build: {
        outDir: 'dist',
        emptyOutDir: false,
        copyPublicDir: false,
        sourcemap: true,
        rolldownOptions: { input: { server: 'server/main.ts' } },
      },
    },
  },
  builder: {},
})

import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { environments } from '@repo/config/client'
import { preconnect } from './preconnect.ts'
import { preloadNothing } from './preload-nothing.ts'

const { hostname, port } = new URL(environments.development.allowedOrigins[0])

const server = {
  host: hostname,
  port: Number(port),
  // A busy port must fail: the next free one is an origin that nobody allowed.
  strictPort: true,
  // No `proxy`: it makes the API same-origin in development, which hides CORS until production.
}

export default defineConfig({
  root: import.meta.dirname,
  // The .env file of the API and the root commands. Only VITE_* variables reach the page.
  envDir: '../..',
  plugins: [vue(), preconnect(), preloadNothing()],
  // Every component is `<script setup>`; without the options API Vue is 3 kB smaller.
  define: { __VUE_OPTIONS_API__: 'false' },
  build: {
    outDir: 'dist/public',
    // Every browser that runs this has `modulepreload`.
    modulePreload: { polyfill: false },
    // What is loaded later needs so little of it that a request of its own would cost more.
    cssCodeSplit: false,
  },
  environments: {
    // What serves these files is built beside them, with the same API origin inside: one run makes
    // both. `ssr` is Vite's name for what runs in Node; no page is rendered there.
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
  server,
  preview: server,
})

import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { environments } from '@repo/config/client'
import { preconnect } from './preconnect.ts'

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
  plugins: [vue(), preconnect()],
  // Every component is `<script setup>`; without the options API Vue is 3 kB smaller.
  define: { __VUE_OPTIONS_API__: 'false' },
  // Every browser that runs this has `modulepreload`.
  build: { modulePreload: { polyfill: false } },
  server,
  preview: server,
})

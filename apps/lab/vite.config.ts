import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue()],
  // Every component is `<script setup>`; without the options API Vue is 3 kB smaller.
  define: { __VUE_OPTIONS_API__: 'false' },
  // The runner's page stands alone.
  optimizeDeps: { entries: ['index.html'], include: ['vue'] },
  // Every browser that runs this has `modulepreload`.
  build: { modulePreload: { polyfill: false } },
})

import { defineConfig } from 'cors-verify'

/** What the pages need from the API. The command of cors-verify reads the same file. */
export default defineConfig({
  target: 'https://api.example.com/api/items',
  origins: ['https://app.example.com'],
  credentials: true,
  methods: ['GET', 'POST', 'PATCH'],
  requestHeaders: ['content-type'],
  exposedHeaders: ['X-Total-Count'],
  requests: ['GET /api/boom'],
  streams: ['/api/events'],
})

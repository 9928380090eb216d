import type { VerifyOptions } from '../src/options.ts'
import { apiOrigin, webOrigin } from './types.ts'

/** The URL that is verified. */
export const target = `${apiOrigin}/api/items`

/** Default options of verification; a server can override them. */
export const defaultOptions: VerifyOptions = {
  origins: [webOrigin],
  credentials: true,
  cookies: { session: 'probe' },
  methods: ['GET', 'POST', 'PATCH'],
  requestHeaders: ['content-type'],
  exposedHeaders: ['X-Total-Count'],
  requests: ['GET /api/boom'],
  streams: ['/api/events'],
  webSockets: ['wss://api.example.com/socket'],
  csrf: ['POST /api/transfer'],
  allowWrites: true,
  dangerouslyIgnoreCertificates: true,
  // Generous: four servers are verified at a time, and other tests may run on the machine.
  runTimeoutSeconds: 300,
}

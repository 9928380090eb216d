import type { Environment } from './types.ts'

/**
 * The web origins that may call the API, per environment. **Edit this file after cloning.**
 *
 * An origin is scheme, host and port, as browsers send it in the `Origin` header:
 * no trailing slash, no path, no upper case, no default port.
 * An origin pattern such as `https://*.preview.example.com` allows every subdomain.
 */
export const environments = {
  development: {
    apiOrigin: 'http://localhost:3000',
    allowedOrigins: ['http://localhost:5173'],
  },
  production: {
    apiOrigin: 'https://api.example.com',
    allowedOrigins: ['https://app.example.com'],
  },
} as const satisfies Record<string, Environment>

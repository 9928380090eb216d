import type { Environment } from './types.ts'

/** The web origins that may call the API, per environment. */
export const environments = {
  development: {
    apiOrigin: 'http://localhost:4100',
    allowedOrigins: ['http://localhost:4173', 'http://localhost:4174'],
  },
  production: {
    apiOrigin: 'https://api.notes-company.com',
    allowedOrigins: [
      'https://notes.notes-company.com',
      'https://admin.notes-company.com',
      'https://*.preview.notes-company.com',
    ],
  },
} as const satisfies Record<string, Environment>

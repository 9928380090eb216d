import { defineConfig } from 'rolldown'

/**
 * The API for production: plain JavaScript that needs neither tsx nor the sources. What is not
 * loaded before the environment is known to be right stays a chunk of its own.
 */
export default defineConfig({
  input: ['src/server.ts', 'src/add-user.ts', 'src/copy-database.ts'],
  platform: 'node',
  external: [
    // Native parts, a file for each machine.
    'libsql',
    '@node-rs/argon2',
    // Serves files that lie beside it.
    '@fastify/swagger-ui',
    // For development, which the bundle is not.
    'pino-pretty',
    // pg asks whether it is there; it is not.
    'pg-native',
  ],
  output: {
    dir: 'dist',
    cleanDir: true,
    sourcemap: true,
    chunkFileNames: 'chunks/[name]-[hash].js',
  },
})

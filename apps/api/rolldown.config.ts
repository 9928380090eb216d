import { defineConfig } from 'rolldown'

/**
 * The API for production: plain JavaScript that needs neither tsx nor the sources.
 */
export default defineConfig({
  input: ['src/server.ts', 'src/cli/add-user.ts', 'src/cli/change-password.ts'],
  platform: 'node',
  external: [
    // Native modules, one for each platform.
    'libsql',
    '@node-rs/argon2',
    // Serves files of its package.
    '@fastify/swagger-ui',
    // Used in development only.
    'pino-pretty',
    // Optional for pg, and not installed.
    'pg-native',
  ],
  output: {
    dir: 'dist',
    cleanDir: true,
    sourcemap: true,
    // Not in a subfolder: env.ts finds .env relative to its own file.
    chunkFileNames: '[name]-[hash].js',
  },
})

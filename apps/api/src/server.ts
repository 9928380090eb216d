import { EnvError, readEnv } from './env.ts'

try {
  const env = readEnv()
  // For whoever deploys: says whether this environment would start, and opens nothing.
  if (!process.argv.includes('--check')) {
    // Nothing heavy is loaded before the environment is known to be right.
    const { serve } = await import('./serve.ts')
    await serve(env)
  }
} catch (error) {
  if (!(error instanceof EnvError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

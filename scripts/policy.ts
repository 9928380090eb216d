import { loadEnvFile } from '@repo/api/env'
import { CorsConfigError, policyFromEnv, type Policy } from '@repo/config'

/**
 * Returns the policy of this repository as the content of `cors-verify.config.json`: cors-verify checks a
 * deployment against it, and `cors-verify config <stack>` prints it for another stack.
 */
export function verifyConfigOf(policy: Policy): object {
  return {
    target: `${policy.apiOrigin}/api/items`,
    origins: policy.allowedOrigins,
    credentials: policy.credentials,
    methods: policy.methods,
    requestHeaders: policy.requestHeaders,
    exposedHeaders: policy.exposedHeaders,
    maxAgeSeconds: policy.maxAgeSeconds,
  }
}

/** Prints the policy of an environment of environments.ts, `production` if none is named. */
if (process.argv[1] === import.meta.filename) {
  loadEnvFile()
  const [environment = 'production'] = process.argv.slice(2)
  try {
    // policyFromEnv rejects a name that environments.ts does not have.
    const policy = policyFromEnv(environment as 'production', process.env)
    process.stdout.write(`${JSON.stringify(verifyConfigOf(policy), undefined, 2)}\n`)
  } catch (error) {
    if (!(error instanceof CorsConfigError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

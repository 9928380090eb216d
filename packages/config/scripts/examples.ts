import { CorsConfigError, definePolicy, type ConfigIssue, type PolicyConfig } from '@repo/config'
import { runInThisContext } from 'node:vm'

/** The valid production configuration that the examples of the rules change. */
const base: PolicyConfig = {
  apiOrigin: 'https://api.acme.dev',
  allowedOrigins: ['https://app.acme.dev'],
  methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
  requestHeaders: ['Content-Type', 'If-Match'],
  exposedHeaders: ['ETag', 'X-Total-Count'],
  credentials: true,
  maxAgeSeconds: 7200,
}

/**
 * Validates an example of a rule: options in JavaScript, such as `credentials: true`.
 *
 * @returns its issues; an empty list if it is valid
 * @throws {SyntaxError} if the example is a call or an environment variable
 */
export function issuesOfExample(example: string): readonly ConfigIssue[] {
  const options = runInThisContext(`({ ${example} })`) as Partial<PolicyConfig>
  try {
    definePolicy('production', { ...base, ...options })
    return []
  } catch (error) {
    if (!(error instanceof CorsConfigError)) throw error
    return error.issues
  }
}

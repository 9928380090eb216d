/**
 * What the browser bundle may import: origins and the policy, and nothing that validates them.
 * The rules and the public-suffix list stay on the server.
 */
export { environments } from './environments.ts'
export { corsPolicy } from './policy.ts'

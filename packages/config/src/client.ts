/**
 * The entry for the browser bundle: origins and the policy. Everything that validates them, with
 * the public suffix list, stays on the server.
 */
export { corsPolicy } from './cors-policy.ts'
export { environments } from './environments.ts'
export { firstWebOrigin } from './first-web-origin.ts'

import type { PageName, Step } from '../../shared/types.ts'

/** Pages that are on the allowlist of a right configuration. */
const trustedPages: readonly PageName[] = [
  'app',
  'admin',
  'partner',
  'public',
  'localhost',
  'loopback-address',
  'development',
  'webview',
  'extension',
]

/** Whether the page of a step is untrusted. If the server allows it, the configuration is wrong. */
export function isUntrusted(step: Step): boolean {
  return step.isUntrusted === true || !trustedPages.includes(step.page)
}

import type { PolicyConfig } from './types.ts'

/**
 * Copies the configuration before it is validated, so that getters, sparse arrays and inherited
 * properties cannot differ between validation and use.
 */
export function copyConfig(config: PolicyConfig): PolicyConfig {
  if (!isObject(config)) return config
  const copy = Object.assign(Object.create(null) as PolicyConfig, config)
  for (const [key, value] of Object.entries(copy) as [string, unknown][]) {
    const list = Array.isArray(value) ? [...(value as unknown[])] : undefined
    const cookie = key === 'sessionCookie' && isObject(value) ? { ...value } : undefined
    Object.assign(copy, { [key]: list ?? cookie ?? value })
  }
  return copy
}

/** Returns whether a value is an object of options: neither null nor an array. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

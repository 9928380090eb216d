import type { PolicyConfig } from './define-policy.ts'

/**
 * Reads everything once, so that what is checked is what is used: a getter cannot answer twice,
 * a hole in a list becomes the `undefined` it would be read as, and nothing is inherited.
 */
export function snapshot(config: PolicyConfig): PolicyConfig {
  if (!isObject(config)) return config
  const copy = Object.assign(Object.create(null) as PolicyConfig, config)
  for (const [key, value] of Object.entries(copy) as [string, unknown][]) {
    const list = Array.isArray(value) ? [...(value as unknown[])] : undefined
    const cookie = key === 'sessionCookie' && isObject(value) ? { ...value } : undefined
    Object.assign(copy, { [key]: list ?? cookie ?? value })
  }
  return copy
}

/** An object that is no list: what holds options by name. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

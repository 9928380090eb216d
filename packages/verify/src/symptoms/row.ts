import type { Rest } from './diagnoses.ts'
import { frames } from './frames.ts'
import type { Symptom } from './types.ts'

export function chromium(id: string, reason: string, rest: Rest): Symptom {
  const source = 'third_party/blink/renderer/platform/loader/cors/cors_error_string.cc'
  const pattern = frames.Chromium + reason
  return { id, engine: 'Chromium', version: '156', source, pattern, ...rest }
}

export function firefox(id: string, reason: string, rest: Rest): Symptom {
  const source = 'dom/locales/en-US/chrome/security/security.properties'
  const pattern = frames.Firefox + reason
  return { id, engine: 'Firefox', version: '153', source, pattern, ...rest }
}

export function safari(source: string, id: string, pattern: string, rest: Rest): Symptom {
  const version = '26 (WebKitGTK 2.50)'
  return { id, engine: 'Safari', version, source: `Source/WebCore/${source}`, pattern, ...rest }
}

export type Head = Pick<Symptom, 'engine' | 'version' | 'source'>

export const chromiumNetwork: Head = {
  engine: 'Chromium',
  version: '156',
  source: 'net/base/net_error_list.h',
}

export function netError(name: string, rest: Rest): Symptom {
  return { id: name, ...chromiumNetwork, pattern: `net::${name}`, ...rest }
}

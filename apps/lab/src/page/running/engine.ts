/** The three engines that promises may name. */
export type Engine = 'chromium' | 'firefox' | 'webkit'

export const engineNames: Record<Engine, string> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKit',
}

export const engines = Object.keys(engineNames) as Engine[]

/** Promises differ by engine, so it is the engine that is asked for, not features. */
export function engineOf(userAgent: string): Engine {
  if (/Firefox\//.test(userAgent)) return 'firefox'
  return /Chrom(?:e|ium)\//.test(userAgent) ? 'chromium' : 'webkit'
}

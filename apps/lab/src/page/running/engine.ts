/** The three engines that expected results may name. */
export type Engine = 'chromium' | 'firefox' | 'webkit'

export const engineNames: Record<Engine, string> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKit',
}

export const engines = Object.keys(engineNames) as Engine[]

/** Expected results differ by engine: features do not tell engines apart. */
export function engineOf(userAgent: string): Engine {
  if (/Firefox\//.test(userAgent)) return 'firefox'
  return /Chrom(?:e|ium)\//.test(userAgent) ? 'chromium' : 'webkit'
}

/** A browser engine. Expected results can differ by engine. */
export type Engine = 'chromium' | 'firefox' | 'webkit'

export const engineNames: Record<Engine, string> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKit',
}

export const engines = Object.keys(engineNames) as Engine[]

/** Returns the engine of a browser. Feature detection cannot distinguish the three. */
export function engineOf(userAgent: string): Engine {
  if (/Firefox\//.test(userAgent)) return 'firefox'
  return /Chrom(?:e|ium)\//.test(userAgent) ? 'chromium' : 'webkit'
}

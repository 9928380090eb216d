import { labOriginsAt, stageAt } from '../shared/stage.ts'

/** Headers of the lab's page and of the control API. */
export function labHeaders(port: number): Record<string, string> {
  const [origin] = labOriginsAt(port)
  const { host } = new URL(origin)
  return {
    'Content-Security-Policy': [
      "default-src 'self'",
      // Vite adds styles in <style> elements.
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      `connect-src 'self' ws://${host} ws://localhost:${port}`,
      // Runs have ports of their own, and a page of the API's origin.
      `frame-src 'self' http://*.localhost:${port} http://localhost:${port} http://127.0.0.1:${port} http://*.acme.localhost:*`,
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  }
}

/**
 * Headers of the runner's page and script. They leave all alone that a page's calls depend on:
 * the referrer policy, and where it may connect to. A cross-origin resource policy would keep the
 * script from a sandboxed frame. The public page alone is told where it comes from: all of the lab
 * is on loopback.
 */
export function runnerHeaders(port: number, ownOrigin: string): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      // By name: to a sandboxed frame, 'self' is nobody. The others are the hosts of runs.
      `script-src ${ownOrigin} http://*.acme.localhost:*`,
      'img-src * data:',
      'font-src *',
      'connect-src * ws: wss:',
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors ${labOriginsAt(port).join(' ')}`,
      // https://wicg.github.io/local-network-access/#csp
      ...(ownOrigin === stageAt(port).public.standIn ? ['treat-as-public-address'] : []),
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  }
}

import { labOriginsAt, pageOriginsAt } from '../shared/origins.ts'

/** Returns the security headers of the lab's page and of the control API. @param port of the lab */
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
      // Runs have ports of their own, and Build your own loads a page of the API's origin.
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
 * Returns the headers of the runner's page and script. They do not restrict the requests of the page:
 * connect-src allows every host, and there is no Referrer-Policy. There is no Cross-Origin-Resource-Policy,
 * which would block the script in a sandboxed frame. The whole lab is on loopback, so the page `public`
 * declares itself public with treat-as-public-address.
 *
 * @param port of the lab
 * @param ownOrigin of the page, in the browser
 */
export function runnerHeaders(port: number, ownOrigin: string): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      // In a sandboxed frame 'self' matches nothing, so the origin is named. Runs have hosts below acme.localhost.
      `script-src ${ownOrigin} http://*.acme.localhost:*`,
      'img-src * data:',
      'font-src *',
      'connect-src * ws: wss:',
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors ${labOriginsAt(port).join(' ')}`,
      // https://wicg.github.io/local-network-access/#csp
      ...(ownOrigin === pageOriginsAt(port).public.localOrigin ? ['treat-as-public-address'] : []),
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  }
}

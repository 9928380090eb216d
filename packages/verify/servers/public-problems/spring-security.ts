// WRONG ON PURPOSE: with only addCorsMappings, the security filters reject the preflight before Spring MVC.
import { isPreflight, rightCors, serveNodeHttp, type Before } from '../node-http.ts'
import type { PublicProblem } from './types.ts'

/** The default headers of Spring Security are on every response. */
function securityFilters(corsFirst: boolean): Before {
  return (request, response, setCors) => {
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('X-XSS-Protection', '0')
    response.setHeader('Cache-Control', 'no-cache, no-store, max-age=0, must-revalidate')
    response.setHeader('Pragma', 'no-cache')
    response.setHeader('Expires', '0')
    response.setHeader('X-Frame-Options', 'DENY')
    const signedIn = request.headers.cookie?.includes('session=') ?? false
    if (signedIn || (corsFirst && isPreflight(request))) return false
    if (corsFirst) setCors(401)
    response.setHeader('WWW-Authenticate', 'Basic realm="Realm"')
    response.writeHead(401).end()
    return true
  }
}

export const problem: PublicProblem = {
  title:
    'The preflight gets 401, because Spring MVC has the CORS mappings and Spring Security none.',
  threads: [
    'https://github.com/spring-projects/spring-security/issues/4448',
    'https://github.com/spring-projects/spring-boot/issues/5834',
  ],
  stack: 'spring-security',
  cause: 'preflight-needs-authentication',
  fix: /http\.cors\(Customizer\.withDefaults\(\)\)/,
  wrong: () => serveNodeHttp(rightCors, securityFilters(false)),
  right: () => serveNodeHttp(rightCors, securityFilters(true)),
}

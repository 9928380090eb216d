import { java, texts } from './syntax.ts'
import type { Policy } from '../types.ts'

/** Returns Java code: a `CorsConfiguration` for all paths, in the variable `source`. */
export function corsConfigurationSource(policy: Policy): string[] {
  const list = (values: readonly string[]) => `List.of(${texts(java, values)})`
  return [
    'CorsConfiguration cors = new CorsConfiguration();',
    `cors.setAllowedOrigins(${list(policy.origins)});`,
    `cors.setAllowCredentials(${policy.credentials});`,
    `cors.setAllowedMethods(${list(policy.methods)});`,
    `cors.setAllowedHeaders(${list(policy.requestHeaders)});`,
    `cors.setExposedHeaders(${list(policy.exposedHeaders)});`,
    `cors.setMaxAge(Duration.ofSeconds(${policy.maxAgeSeconds}));`,
    'UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();',
    'source.registerCorsConfiguration("/**", cors);',
  ]
}

import { anyOf, body } from './shared/marks.ts'
import { java, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Spring MVC, with a mapping for all paths. */
export const springMvc: Stack = {
  id: 'spring-mvc',
  name: 'Spring MVC addCorsMappings',
  kind: 'app',
  documentedFor: 'Spring Framework 6.2',
  builtOn: ['tomcat', 'jetty'],
  recognise: anyOf(
    body(/^Invalid CORS request$/),
    body(/\{"timestamp":"?[^,]+,"status":\d{3},"error":"[^"]*"/),
  ),
  syntax: java,
  settings: {
    origins: 'allowedOrigins',
    credentials: 'allowCredentials(true)',
    methods: 'allowedMethods',
    requestHeaders: 'allowedHeaders',
    exposedHeaders: 'exposedHeaders',
    maxAge: 'maxAge',
  },
  config: (policy) => ({
    where: 'a @Configuration class, instead of @CrossOrigin on single controllers',
    code: [
      '@Configuration',
      'public class WebConfig implements WebMvcConfigurer {',
      '    @Override',
      '    public void addCorsMappings(CorsRegistry registry) {',
      '        registry.addMapping("/**")',
      ...[
        `.allowedOrigins(${texts(java, policy.origins)})`,
        `.allowCredentials(${policy.credentials})`,
        `.allowedMethods(${texts(java, policy.methods)})`,
        ...(policy.requestHeaders.length > 0
          ? [`.allowedHeaders(${texts(java, policy.requestHeaders)})`]
          : []),
        ...(policy.exposedHeaders.length > 0
          ? [`.exposedHeaders(${texts(java, policy.exposedHeaders)})`]
          : []),
        `.maxAge(${policy.maxAgeSeconds});`,
      ].map((line) => `            ${line}`),
      '    }',
      '}',
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Add a `WebMvcConfigurer` with `addCorsMappings`.',
    'cors-first':
      'A filter responds before Spring MVC has added the headers. Register a `CorsFilter` bean with the highest precedence, or, with Spring Security, use `--stack spring-security`.',
    'one-layer':
      'Use `addCorsMappings` or `@CrossOrigin`, and set no Access-Control header in filters or in the proxy.',
  },
}

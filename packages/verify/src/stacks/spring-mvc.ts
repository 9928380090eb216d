import { corsConfigurationSource } from './shared/cors-configuration.ts'
import { anyOf, body } from './shared/marks.ts'
import { java, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Spring MVC, with a mapping for all paths. */
export const springMvc: Stack = {
  id: 'spring-mvc',
  name: 'Spring MVC addCorsMappings',
  kind: 'app',
  documentedFor: 'Spring Framework 6.2',
  page: 'https://docs.spring.io/spring-framework/reference/web/webmvc-cors.html',
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
        // Without the call, every header is allowed.
        `.allowedHeaders(${texts(java, policy.requestHeaders)})`,
        `.exposedHeaders(${texts(java, policy.exposedHeaders)})`,
        `.maxAge(${policy.maxAgeSeconds});`,
      ].map((line) => `            ${line}`),
      '    }',
      '}',
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Add a `WebMvcConfigurer` with `addCorsMappings`.',
    'cors-first': {
      change:
        'A filter responds before Spring MVC has added the headers: register a `CorsFilter` with the highest precedence. With Spring Security, use `--stack spring-security` instead.',
      block: (policy) => ({
        where: 'a @Configuration class, instead of addCorsMappings',
        code: [
          '@Bean',
          'FilterRegistrationBean<CorsFilter> corsFilter() {',
          ...corsConfigurationSource(policy).map((line) => `    ${line}`),
          '    FilterRegistrationBean<CorsFilter> bean = new FilterRegistrationBean<>(new CorsFilter(source));',
          '    bean.setOrder(Ordered.HIGHEST_PRECEDENCE);',
          '    return bean;',
          '}',
        ].join('\n'),
      }),
    },
    preflight:
      'Give the path a CORS mapping: without one, Spring MVC rejects each preflight with 403 and the text `Invalid CORS request`.',
    'every-response': 'Map all paths, `/**`, instead of `@CrossOrigin` on single controllers.',
    'one-layer':
      'Use `addCorsMappings` or `@CrossOrigin`, and set no Access-Control header in filters or in the proxy.',
  },
}

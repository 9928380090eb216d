import { corsConfigurationSource } from './shared/cors-configuration.ts'
import { header } from './shared/marks.ts'
import { java } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Spring Security, whose CORS filter runs before authentication. */
export const springSecurity: Stack = {
  id: 'spring-security',
  name: 'Spring Security cors',
  kind: 'app',
  documentedFor: 'Spring Security 7.2',
  page: 'https://docs.spring.io/spring-security/reference/servlet/integrations/cors.html',
  builtOn: ['spring-mvc', 'tomcat', 'jetty'],
  recognise: header('Cache-Control', /^no-cache, no-store, max-age=0, must-revalidate$/),
  syntax: java,
  settings: {
    origins: 'setAllowedOrigins',
    credentials: 'setAllowCredentials(true)',
    methods: 'setAllowedMethods',
    requestHeaders: 'setAllowedHeaders',
    exposedHeaders: 'setExposedHeaders',
    maxAge: 'setMaxAge',
  },
  config: (policy) => ({
    where: 'the @Configuration class with the SecurityFilterChain',
    code: [
      '@Bean',
      'UrlBasedCorsConfigurationSource corsConfigurationSource() {',
      ...corsConfigurationSource(policy).map((line) => `    ${line}`),
      '    return source;',
      '}',
      '',
      '@Bean',
      'SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {',
      '    http.cors(Customizer.withDefaults());',
      '    // The other rules, as they are.',
      '    return http.build();',
      '}',
    ].join('\n'),
  }),
  changes: {
    'no-layer':
      'Add one `UrlBasedCorsConfigurationSource` bean with the name `corsConfigurationSource`, and call `http.cors(Customizer.withDefaults())`. `addCorsMappings` and `@CrossOrigin` alone are not enough: the security filters run before Spring MVC.',
    'cors-first':
      'Call `http.cors(Customizer.withDefaults())` in the SecurityFilterChain, and add a `corsConfigurationSource` bean: its filter runs before authentication, and responds to preflights. `addCorsMappings` and `@CrossOrigin` alone run after it.',
    'one-layer':
      'Let one of Spring Security and Spring MVC set the headers, and none in the proxy.',
    csrf: {
      change:
        'Leave `http.csrf()` on for requests with a session cookie: it rejects writes without a token.',
      block: 'none',
    },
  },
}

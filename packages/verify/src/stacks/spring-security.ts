import { header } from './shared/marks.ts'
import { java, texts } from './shared/syntax.ts'
import type { Policy, Stack } from './types.ts'

/** Spring Security, whose CORS filter runs before authentication. */
export const springSecurity: Stack = {
  id: 'spring-security',
  name: 'Spring Security cors',
  kind: 'app',
  documentedFor: 'Spring Security 6.5',
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
      'CorsConfigurationSource corsConfigurationSource() {',
      '    CorsConfiguration cors = new CorsConfiguration();',
      ...settings(policy).map((line) => `    cors.${line};`),
      '    UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();',
      '    source.registerCorsConfiguration("/**", cors);',
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
    'no-layer': 'Add a `CorsConfigurationSource` bean, and `http.cors(Customizer.withDefaults())`.',
    'cors-first':
      'Call `http.cors(Customizer.withDefaults())` in the SecurityFilterChain: its filter runs before authentication, and responds to preflights.',
    'one-layer':
      'Let one of Spring Security and Spring MVC set the headers, and none in the proxy.',
    csrf: {
      change:
        'Leave `http.csrf()` on for requests with a session cookie: it rejects writes without a token.',
      block: 'none',
    },
  },
}

function settings(policy: Policy): string[] {
  const list = (values: readonly string[]) => `List.of(${texts(java, values)})`
  return [
    `setAllowedOrigins(${list(policy.origins)})`,
    `setAllowCredentials(${policy.credentials})`,
    `setAllowedMethods(${list(policy.methods)})`,
    `setAllowedHeaders(${list(policy.requestHeaders)})`,
    `setExposedHeaders(${list(policy.exposedHeaders)})`,
    `setMaxAge(Duration.ofSeconds(${policy.maxAgeSeconds}))`,
  ]
}

import { goStrings } from './shared/go.ts'
import { unrecognisable } from './shared/marks.ts'
import { go } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Go with jub0bs/cors, which rejects an unsafe configuration at the start. */
export const jub0bsCors: Stack = {
  id: 'jub0bs-cors',
  name: 'Go jub0bs/cors',
  kind: 'app',
  documentedFor: 'jub0bs/cors 1.0.2',
  page: 'https://pkg.go.dev/github.com/jub0bs/cors@v1.0.2',
  // A rejected preflight gets 403 without headers, an allowed one only the requested values.
  recognise: unrecognisable,
  syntax: go,
  settings: {
    origins: 'Origins',
    credentials: 'Credentialed: true',
    methods: 'Methods',
    requestHeaders: 'RequestHeaders',
    exposedHeaders: 'ResponseHeaders',
    maxAge: 'MaxAgeInSeconds',
  },
  config: (policy) => {
    const insecure = policy.credentials && policy.origins.some(isInsecure)
    return {
      where:
        'main.go: around everything else, authentication included. Serve withCORS; handler is your outermost handler',
      code: [
        'corsMw, err := cors.NewMiddleware(cors.Config{',
        `\tOrigins:         ${goStrings(policy.origins)},`,
        `\tCredentialed:    ${policy.credentials},`,
        `\tMethods:         ${goStrings(policy.methods)},`,
        `\tRequestHeaders:  ${goStrings(policy.requestHeaders)},`,
        `\tResponseHeaders: ${goStrings(policy.exposedHeaders)},`,
        `\tMaxAgeInSeconds: ${policy.maxAgeSeconds},`,
        ...(insecure ? ['\tDangerouslyTolerateInsecureOrigins: true,'] : []),
        '})',
        'if err != nil {',
        '\tlog.Fatal(err)',
        '}',
        'withCORS := corsMw.Wrap(handler)',
      ].join('\n'),
    }
  },
  changes: {
    'no-layer': 'Put `corsMw.Wrap` around the outermost handler.',
    'cors-first':
      'Put `corsMw.Wrap` around the outermost handler, authentication and limits included.',
    'one-layer':
      'Use one CORS middleware, and set no Access-Control header in handlers or in the proxy.',
  },
}

/** An origin without TLS that is not on this machine: with credentials it needs a field of its own. */
function isInsecure(origin: string): boolean {
  return !/^https:|:\/\/(?:(?:[^/:]+\.)?localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(origin)
}

import type { Rule } from '../types.ts'

/** The options of PolicyConfig: this package defines them, not a standard. */
const options = 'packages/config/src/types.ts'

/** Rules for the configuration as a whole, for options of one value, and for variables. */
export const optionRules = {
  CONFIG_NOT_AN_OBJECT: {
    reason: 'expected an object',
    fix: 'Pass { apiOrigin, allowedOrigins, … }.',
    spec: options,
    wrong: "definePolicy('production', undefined)",
    right: "definePolicy('production', { apiOrigin, allowedOrigins, ...corsPolicy })",
  },
  ENVIRONMENT_UNKNOWN: {
    reason: 'unknown environment; environments.ts does not define it',
    fix: '{suggestion}',
    spec: 'packages/config/src/environments.ts',
    wrong: "policyFromEnv('prodution', process.env)",
    right: "policyFromEnv('production', process.env)",
  },
  OPTION_UNKNOWN: {
    reason: 'unknown option; it would be ignored',
    fix: '{suggestion}',
    spec: options,
    wrong: "allowedOrigin: 'https://app.acme.dev'",
    right: "allowedOrigins: ['https://app.acme.dev']",
  },
  OPTION_NOT_A_BOOLEAN: {
    reason: 'expected true or false, got {value}',
    fix: 'Use true or false.',
    spec: options,
    wrong: "credentials: 'yes'",
    right: 'credentials: true',
  },
  MAX_AGE_INVALID: {
    reason:
      'must be an integer from 0 to 86400 seconds (browser limits: Chromium 7200, Firefox 86400, WebKit 600)',
    fix: 'Use an integer from 0 to 86400, such as 7200.',
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-max-age',
    wrong: "maxAgeSeconds: '2h'",
    right: 'maxAgeSeconds: 7200',
  },
  PORT_INVALID: {
    reason: 'expected a port number in decimal digits',
    fix: 'Use an integer from {suggestion} to 65535.',
    spec: 'https://url.spec.whatwg.org/#concept-url-port',
    wrong: 'PORT=3e3',
    right: 'PORT=3000',
  },
} as const satisfies Record<string, Rule>

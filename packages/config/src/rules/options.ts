import type { Rule } from '../rules.ts'

/** For the configuration as a whole, and for options that hold one value. */
export const optionRules = {
  CONFIG_NOT_AN_OBJECT: {
    reason: 'a configuration is an object',
    fix: 'Pass { apiOrigin, allowedOrigins, … }.',
    spec: 'https://fetch.spec.whatwg.org/#http-cors-protocol',
  },
  OPTION_UNKNOWN: {
    reason: 'there is no such option, so it would be ignored in silence',
    fix: '{suggestion}',
    spec: 'https://fetch.spec.whatwg.org/#http-cors-protocol',
  },
  OPTION_NOT_A_BOOLEAN: {
    reason: 'only true and false switch an option on and off',
    fix: 'Use true or false.',
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-credentials',
  },
  MAX_AGE_INVALID: {
    reason: 'Access-Control-Max-Age is a whole number of seconds; browsers keep no more than 86400',
    fix: 'Use an integer from 0 to 86400, such as 7200.',
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-max-age',
  },
} as const satisfies Record<string, Rule>

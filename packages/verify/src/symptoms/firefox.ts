import {
  credentials,
  header,
  invalidHeaders,
  invalidMethods,
  method,
  mismatch,
  multiple,
  notListed,
  notListedByStatus,
  preflightRedirect,
  preflightStatus,
  wildcard,
} from './diagnoses.ts'
import { firefox } from './row.ts'
import type { Symptom } from './types.ts'

/** The texts of Firefox about CORS, from `security.properties`. */
export const firefoxTexts: readonly Symptom[] = [
  firefox(
    'CORSMissingAllowOrigin',
    '(Reason: CORS header ‘Access-Control-Allow-Origin’ missing).{statusCode}',
    { failure: 'missing-allow-origin', ...notListed, byStatus: notListedByStatus },
  ),
  firefox(
    'CORSMultipleAllowOriginNotAllowed',
    '(Reason: Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).',
    multiple,
  ),
  firefox(
    'CORSAllowOriginNotMatchingOrigin',
    '(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘{list}’).',
    multiple,
  ),
  firefox(
    'CORSAllowOriginNotMatchingOrigin',
    '(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘{value}’).',
    mismatch,
  ),
  firefox(
    'CORSNotSupportingCredentials',
    '(Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).',
    wildcard,
  ),
  firefox(
    'CORSMissingAllowCredentials',
    '(Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).',
    credentials,
  ),
  firefox(
    'CORSExternalRedirectNotAllowed',
    '(Reason: CORS request external redirect not allowed).',
    preflightRedirect,
  ),
  firefox(
    'CORSPreflightDidNotSucceed',
    '(Reason: CORS preflight response did not succeed).{statusCode}',
    preflightStatus,
  ),
  firefox(
    'CORSInvalidAllowMethod',
    '(Reason: invalid token ‘{value}’ in CORS header ‘Access-Control-Allow-Methods’).',
    invalidMethods,
  ),
  firefox(
    'CORSInvalidAllowHeader',
    '(Reason: invalid token ‘{value}’ in CORS header ‘Access-Control-Allow-Headers’).',
    invalidHeaders,
  ),
  firefox(
    'CORSMethodNotFound',
    '(Reason: Did not find method in CORS header ‘Access-Control-Allow-Methods’).',
    method,
  ),
  firefox(
    'CORSMissingAllowHeaderFromPreflight',
    '(Reason: header ‘{header}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).',
    header,
  ),
  firefox('CORSDidNotSucceed', '(Reason: CORS request did not succeed).{statusCode}', {
    causes: [
      'network-refused',
      'network-dns',
      'network-tls-authority',
      'network-closed',
      'local-network-access',
    ],
    code: 'not-cors',
    meaning:
      'No response came: the server is down, its name or its certificate is wrong, or Firefox waits for a permission. After another "(Reason: …)", Firefox prints it too: then that line counts.',
    anchor: 'is-it-cors',
  }),
  firefox('CORSRequestNotHttp', '(Reason: CORS request not http).', {
    causes: [],
    code: 'not-cors',
    meaning: 'The URL is neither http nor https. Write it with its scheme.',
    anchor: 'is-it-cors',
  }),
  firefox('CORSDisabled', '(Reason: CORS disabled).', {
    causes: [],
    code: 'not-cors',
    meaning: 'CORS is off in the settings of this Firefox: reset content.cors.disable.',
    anchor: 'is-it-cors',
  }),
  firefox('CORSOriginHeaderNotAdded', '(Reason: CORS header ‘Origin’ cannot be added).', {
    causes: [],
    code: 'not-cors',
    meaning: 'Firefox could not add Origin to the request. An extension may remove it.',
    anchor: 'is-it-cors',
  }),
  {
    id: 'CORSAllowHeaderFromPreflightDeprecation',
    engine: 'Firefox',
    version: '153',
    source: 'dom/locales/en-US/chrome/security/security.properties',
    pattern:
      '(Reason: When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered. To include the `Authorization` header, it must be explicitly listed in CORS header `Access-Control-Allow-Headers`).',
    ...header,
    meaning: 'A warning: Access-Control-Allow-Headers: * does not cover Authorization. List it.',
  },
]

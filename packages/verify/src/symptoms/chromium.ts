import {
  credentials,
  header,
  invalidHeaders,
  invalidMethods,
  invalidOrigin,
  localNetwork,
  method,
  mismatch,
  multiple,
  notListed,
  notListedByStatus,
  preflightNotListed,
  preflightRedirect,
  preflightStatus,
  redirects,
  wildcard,
} from './diagnoses.ts'
import { chromium } from './row.ts'
import type { Diagnosis, Symptom } from './types.ts'

/** The text before the reason, if the response to the preflight fails the CORS check. */
const preflight = "Response to preflight request doesn't pass access control check: "

/** Returns the rows of a missing header, on both responses, if the URL or the origin shows the cause. */
function missingFrom(where: string, diagnosis: Diagnosis): Symptom[] {
  return [preflight, ''].map((start) => ({
    ...chromium(
      'MissingAllowOriginHeader',
      `${start}No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
      { failure: 'missing-allow-origin', ...diagnosis },
    ),
    pattern: `Access to {kind} at ${where} has been blocked by CORS policy: ${start}No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
  }))
}

/** The texts of Chromium about CORS. */
export const chromiumTexts: readonly Symptom[] = [
  // First the same text after a redirect and for certain origins, because the first matching row counts.
  ...missingFrom("'{url}' (redirected from '{redirectedFrom}') from origin '{origin}'", {
    causes: redirects,
    meaning:
      'The server redirected the request to this URL, whose response has no CORS headers: often a sign-in page.',
    anchor: 'redirect',
  }),
  ...missingFrom("'{url}' from origin 'null'", {
    causes: ['origin-not-listed'],
    meaning:
      'The page has the origin null: it was opened from the disk, or in a sandboxed frame. Serve it over http.',
    anchor: 'file',
  }),
  ...missingFrom("'{url}' from origin '{loopback}'", {
    causes: ['origin-not-listed'],
    meaning:
      '127.0.0.1 and localhost are two origins and two sites: the CORS layer may list the other one.',
    anchor: 'localhost',
  }),
  ...missingFrom("'{url}' from origin '{nextPort}'", {
    causes: ['origin-not-listed'],
    meaning: 'Vite took the next port, and with it the page has an origin that is not listed.',
    anchor: 'vite-port',
  }),

  // One row for each `Network.CorsError` of the DevTools protocol that it prints.
  chromium(
    'PreflightMissingAllowOriginHeader',
    `${preflight}No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
    { failure: 'missing-allow-origin', ...preflightNotListed },
  ),
  chromium(
    'MissingAllowOriginHeader',
    "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    { failure: 'missing-allow-origin', ...notListed, byStatus: notListedByStatus },
  ),
  chromium(
    'PreflightMultipleAllowOriginValues',
    `${preflight}The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is allowed.`,
    multiple,
  ),
  chromium(
    'MultipleAllowOriginValues',
    "The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is allowed.",
    multiple,
  ),
  chromium(
    'PreflightInvalidAllowOriginValue',
    `${preflight}The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'.`,
    invalidOrigin,
  ),
  chromium(
    'InvalidAllowOriginValue',
    "The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'.",
    invalidOrigin,
  ),
  chromium(
    'PreflightAllowOriginMismatch',
    `${preflight}The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin.`,
    mismatch,
  ),
  chromium(
    'AllowOriginMismatch',
    "The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin.",
    mismatch,
  ),
  chromium(
    'PreflightWildcardOriginNotAllowed',
    `${preflight}The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.`,
    wildcard,
  ),
  chromium(
    'WildcardOriginNotAllowed',
    "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
    wildcard,
  ),
  chromium(
    'PreflightInvalidAllowCredentials',
    `${preflight}The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be 'true' when the request's credentials mode is 'include'.`,
    credentials,
  ),
  chromium(
    'InvalidAllowCredentials',
    "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be 'true' when the request's credentials mode is 'include'.",
    credentials,
  ),
  chromium(
    'PreflightInvalidStatus',
    `${preflight}It does not have HTTP ok status.`,
    preflightStatus,
  ),
  chromium(
    'PreflightDisallowedRedirect',
    `${preflight}Redirect is not allowed for a preflight request.`,
    preflightRedirect,
  ),
  chromium(
    'InvalidAllowMethodsPreflightResponse',
    'Cannot parse Access-Control-Allow-Methods response header field in preflight response.',
    invalidMethods,
  ),
  chromium(
    'InvalidAllowHeadersPreflightResponse',
    'Cannot parse Access-Control-Allow-Headers response header field in preflight response.',
    invalidHeaders,
  ),
  chromium(
    'MethodDisallowedByPreflightResponse',
    'Method {method} is not allowed by Access-Control-Allow-Methods in preflight response.',
    method,
  ),
  chromium(
    'HeaderDisallowedByPreflightResponse',
    'Request header field {header} is not allowed by Access-Control-Allow-Headers in preflight response.',
    header,
  ),
  chromium(
    'RedirectContainsCredentials',
    "Redirect location '{value}' contains a username and password, which is disallowed for cross-origin requests.",
    {
      causes: ['redirect'],
      meaning: 'The server redirects to a URL with a user and a password, which no fetch follows.',
      anchor: 'redirect',
    },
  ),
  chromium(
    'NoCorsRedirectModeNotFollow',
    'Request mode is "no-cors" but the redirect mode is not "follow".',
    {
      causes: [],
      code: 'not-cors',
      meaning:
        "The page passes mode: 'no-cors' with another redirect mode. Send a CORS request: a no-cors response is opaque anyway.",
      anchor: 'not-listed',
    },
  ),
  chromium('DisallowedByMode', 'Cross origin requests are not allowed by request mode.', {
    causes: [],
    code: 'not-cors',
    meaning: "The page passes mode: 'same-origin'. Leave the mode out.",
    anchor: 'is-it-cors',
  }),
  chromium('InvalidResponse', 'The response is invalid.', {
    causes: ['network-malformed'],
    code: 'not-cors',
    meaning: 'Not CORS: the response, or that of a service worker, is not valid.',
    anchor: 'is-it-cors',
  }),
  chromium(
    'CorsDisabledScheme',
    'Cross origin requests are only supported for protocol schemes: ',
    {
      causes: [],
      code: 'not-cors',
      meaning: 'The URL is neither http nor https: a page from the disk, or a URL without scheme.',
      anchor: 'file',
    },
  ),
  chromium(
    'LocalNetworkAccessPermissionDenied',
    'Permission was denied for this request to access the `{value}` address space.',
    localNetwork,
  ),
  chromium(
    'InsecureLocalNetwork',
    'The request client is not a secure context and the resource is in more-private address space `{value}`.',
    localNetwork,
  ),
  chromium(
    'InvalidLocalNetworkAccess',
    'Request had a target IP address space of `{value}` yet the resource is in address space `{value}`.',
    localNetwork,
  ),
]

import {
  credentials,
  header,
  invalidHeaders,
  invalidMethods,
  method,
  mixedContent,
  multiple,
  notListed,
  notListedByStatus,
  preflightStatus,
  redirects,
  wildcard,
} from './diagnoses.ts'
import { safari } from './row.ts'
import type { Symptom } from './types.ts'

const webkitCheck = 'loader/CrossOriginAccessControl.cpp'
const webkitPreflight = 'loader/CrossOriginPreflightResultCache.cpp'

/** The texts of Safari about CORS. */
export const safariTexts: readonly Symptom[] = [
  safari(
    webkitCheck,
    'allow-origin',
    'Origin {origin} is not allowed by Access-Control-Allow-Origin.{statusCode}',
    {
      failure: 'missing-allow-origin',
      ...notListed,
      meaning:
        'Access-Control-Allow-Origin is absent or names another origin: the CORS layer does not list the origin of the page, or the API has no CORS layer.',
      byStatus: notListedByStatus,
    },
  ),
  safari(
    webkitCheck,
    'wildcard',
    'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.',
    wildcard,
  ),
  safari(
    webkitCheck,
    'several-origins',
    'Access-Control-Allow-Origin cannot contain more than one origin.',
    multiple,
  ),
  safari(
    webkitCheck,
    'credentials',
    'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
    credentials,
  ),
  safari(
    webkitCheck,
    'preflight-status',
    'Preflight response is not successful.{statusCode}',
    preflightStatus,
  ),
  safari(
    webkitPreflight,
    'invalid-methods',
    'Header Access-Control-Allow-Methods has an invalid value: {lastValue}',
    invalidMethods,
  ),
  safari(
    webkitPreflight,
    'invalid-headers',
    'Header Access-Control-Allow-Headers has an invalid value: {lastValue}',
    invalidHeaders,
  ),
  safari(
    webkitPreflight,
    'method',
    'Method {method} is not allowed by Access-Control-Allow-Methods.',
    method,
  ),
  safari(
    webkitPreflight,
    'header',
    'Request header field {header} is not allowed by Access-Control-Allow-Headers.',
    header,
  ),
  safari(
    'loader/SubresourceLoader.cpp',
    'redirect',
    'Cross-origin redirection to {value} denied by Cross-Origin Resource Sharing policy: ',
    {
      causes: redirects,
      meaning: 'The server redirects the request, and a response on the way lacks CORS headers.',
      anchor: 'redirect',
    },
  ),
  safari(
    'loader/MixedContentChecker.cpp',
    'mixed-content',
    '[blocked] The page at {page} requested insecure content from {url}. This content was blocked and must be served over HTTPS.',
    mixedContent,
  ),
  ...['Fetch API', 'XMLHttpRequest', 'EventSource'].map((name) =>
    safari(
      'loader/ThreadableLoader.cpp',
      `${name} cannot load`,
      `${name} cannot load {url} due to access control checks.`,
      {
        causes: [],
        meaning: 'Safari has blocked the response; another line of the console has the reason.',
        anchor: 'libraries',
        copyInstead: 'the line of the console above it, which begins with "Origin" or "Preflight"',
      },
    ),
  ),
]

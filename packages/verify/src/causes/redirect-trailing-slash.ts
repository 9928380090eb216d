import { redirectCause } from './shared/redirects.ts'

/** The URL of the page differs from that of the API by a slash at its end. */
export const redirectTrailingSlash = redirectCause(
  'trailing-slash',
  {
    id: 'redirect-trailing-slash',
    title: 'The server redirects to the URL with or without a trailing slash',
    distinguish: 'Request the URL of the Location header: the response has CORS headers.',
  },
  ({ to }) =>
    `Call ${to.href} from the page. Or have the server respond at both URLs without a redirect.`,
)

import { redirectCause } from './shared/redirects.ts'

/** The page calls http, and the server redirects everything to https. */
export const redirectToHttps = redirectCause(
  'https',
  {
    id: 'redirect-to-https',
    title: 'The server redirects http to https',
    distinguish: 'Request the https URL: the response has CORS headers.',
  },
  ({ to }) => `Call ${to.href} from the page: the URL with https, from the start.`,
)

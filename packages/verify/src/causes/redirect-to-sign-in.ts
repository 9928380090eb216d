import { redirectCause } from './shared/redirects.ts'

/** A request that is not signed in is redirected to a sign-in page. */
export const redirectToSignIn = redirectCause(
  'sign-in',
  {
    id: 'redirect-to-sign-in',
    title: 'The server redirects to a sign-in page',
    distinguish: 'Repeat the run with real credentials (--cookie): the redirect is gone.',
  },
  (_redirect, { origin }) =>
    `Respond 401 with Access-Control-Allow-Origin: ${origin} to requests of an API client. fetch cannot show the sign-in page: the page itself has to navigate to it. To test as a signed-in user, pass the session cookie with --cookie.`,
)
